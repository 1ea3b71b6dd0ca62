/** What `npm run dev` does as one edits: on a copy of the checkout, with a program of ours for Electron. */
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { copyCheckout, edit } from '../support/development/checkout.ts';
import { HotClient } from '../support/development/hot-client.ts';
import { RunningDev } from '../support/development/running-dev.ts';
import { workplace } from '../support/rpop.ts';

describe('npm run dev', () => {
  /** In a checkout of its own. */
  const start = async (): Promise<{ dev: RunningDev; folder: string }> => {
    const place = workplace();
    copyCheckout(place.folder);
    const dev = await RunningDev.start(place.folder);
    onTestFinished(async () => {
      await dev[Symbol.asyncDispose]();
      place[Symbol.dispose]();
    });
    return { dev, folder: place.folder };
  };

  const isAlive = (pid: number | undefined): boolean => {
    try {
      return pid !== undefined && process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it('changes pages where they are, and starts main anew when it is edited', async () => {
    const { dev, folder } = await start();
    await dev.untilStarted(1);
    expect(dev.output).toContain('runs org.rpop.desktop with . --hidden\n');

    // A page is edited: its page is told, and nothing else happens.
    const server = `http://127.0.0.1:${dev.port}`;
    using hot = await HotClient.connect(server);
    for (const file of ['main.tsx', 'app.tsx']) expect((await fetch(`${server}/${file}`)).status).toBe(200);
    edit(join(folder, 'renderer/app.tsx'), '\n', '\n// edited\n');
    await hot.until(({ updates }) => updates?.some(({ path }) => path === '/app.tsx') === true);

    expect(dev.programs).toHaveLength(1);

    // Main is edited: the one that runs quits, and the next is built from what was written.
    const main = join(folder, 'electron/main.ts');
    edit(main, `'org.rpop.desktop'`, `'org.rpop.edited'`);
    await dev.untilSaid('runs org.rpop.edited');
    expect(isAlive(dev.programs[0]?.pid)).toBe(false);

    // What cannot be built waits until it can be.
    edit(main, `'org.rpop.edited'`, `'org.rpop.mended' 'broken'`);
    await dev.untilSaid('Build failed');
    expect(dev.output).not.toContain('runs org.rpop.mended');
    edit(main, ` 'broken'`, '');
    await dev.untilSaid('runs org.rpop.mended');
    expect(dev.programs.slice(0, -1).filter(({ pid }) => isAlive(pid))).toEqual([]);
  });

  it('ends with the application, when its user quits it', async () => {
    const { dev } = await start();
    await dev.untilStarted(1);
    process.kill(dev.programs[0]?.pid ?? 0, 'SIGUSR2');
    expect(await dev.ended()).toBe(7);
  });

  it.each(['alone', 'group'] as const)(
    'ends all that it started when it is interrupted (%s)',
    async (whom) => {
      const { dev } = await start();
      await dev.untilStarted(1);
      dev.kill('SIGINT', whom);
      // The output is open as long as anybody is there who could write to it.
      expect(await dev.ended()).toBe(0);
      expect(dev.output).toContain('quits as it is told');
      expect(isAlive(dev.programs[0]?.pid)).toBe(false);
    },
  );
});
