import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addConnection, ask } from '../support/ask-window.ts';
import { desktopMissing, startDesktop } from '../support/desktop.ts';
import { workplace } from '../support/rpop.ts';

const missing = desktopMissing();

describe.skipIf(missing !== undefined)(
  `the configuration${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    it('goes out as a file without passwords, and comes in on another computer after a look at it', async () => {
      using place = workplace();
      using other = workplace();
      const file = join(place.folder, 'configuration.json');
      {
        await using desktop = startDesktop(place.data, { settings: { threads: { maximum: 7 } } });
        const page = await desktop.page();
        const draft = { name: 'Work', host: 'pop.invalid', username: 'me', enabled: false };
        await addConnection(page, draft, 'not for the file');
        await page.getByRole('button', { name: 'Settings', exact: true }).click();
        await page.getByRole('tab', { name: 'Export and import' }).click();
        await desktop.do('answerNextDialog', file);
        await page.getByRole('button', { name: 'Export to a file…' }).click();
        await page.getByText(`Saved as ${file}.`).waitFor();
      }
      const text = readFileSync(file, 'utf8');
      expect(JSON.parse(text)).toMatchObject({ connections: [{ name: 'Work', host: 'pop.invalid' }] });
      expect(text).not.toContain('not for the file');

      await using desktop = startDesktop(other.data, { settings: {} });
      const page = await desktop.page();
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await page.getByRole('tab', { name: 'Export and import' }).click();
      await desktop.do('answerNextDialog', file);
      await page.getByRole('button', { name: 'Open a file…' }).click();
      const preview = page.getByRole('region', { name: 'What the import would do' });
      await preview.getByText('Work', { exact: true }).waitFor();
      await preview.getByText('Most threads').waitFor();
      expect(await ask(page, 'connections.list', {})).toEqual([]);
      await preview.getByRole('button', { name: 'Import', exact: true }).click();
      await preview.waitFor({ state: 'hidden' });
      expect(await ask(page, 'connections.list', {})).toMatchObject([{ name: 'Work', host: 'pop.invalid' }]);
      expect(await ask(page, 'settings.get', {})).toMatchObject({ threads: { maximum: 7 } });
    });

    it('says what is wrong with a file that is none', async () => {
      using place = workplace();
      await using desktop = startDesktop(place.data, { settings: {} });
      const page = await desktop.page();
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await page.getByRole('tab', { name: 'Export and import' }).click();
      await desktop.do('answerNextDialog', join(place.data, 'owner.lock'));
      await page.getByRole('button', { name: 'Open a file…' }).click();
      await page.getByRole('alert').getByText('is not JSON').waitFor();
    });

    it('can be changed from the command line while the window runs', async () => {
      using place = workplace();
      await using desktop = startDesktop(place.data, { settings: {} });
      const page = await desktop.page();
      const { ConfiguredRpop } = await import('../support/configured-rpop.ts');
      const rpop = new ConfiguredRpop(place.data);
      const url = 'pop3://me@pop.invalid';
      await rpop.ok(['connections', 'add', 'From outside', url, '--encryption', 'none']);
      await page.getByRole('row').filter({ hasText: 'From outside' }).waitFor();
    });

    it('quits on closing where there is no tray', async () => {
      using place = workplace();
      const desktop = startDesktop(place.data, { settings: {}, tray: false });
      const page = await desktop.page();
      expect(await ask(page, 'app.facts', {})).toMatchObject({ tray: false });
      expect(desktop.state.tray).toBeUndefined();
      await desktop.do('closeWindow');
      expect((await desktop.ended()).status).toBe(0);
    });

    it('stays out of sight when it is started so, and starts at login where it is set', async () => {
      using place = workplace();
      const config = join(place.folder, 'config');
      await using desktop = startDesktop(place.data, {
        settings: { desktop: { startAtLogin: true } },
        args: ['--hidden'],
        env: { XDG_CONFIG_HOME: config },
      });
      await desktop.until(({ tray }) => tray !== undefined && tray.menu.length > 0);
      expect(desktop.state.windows).toEqual([]);
      await desktop.do('clickTray', 'Open RPOP');
      const page = await desktop.page();
      await page.getByRole('heading', { name: 'Bring your mail home' }).waitFor();
      const entry = readFileSync(join(config, 'autostart/rpop.desktop'), 'utf8');
      expect(entry).toMatch(/^Exec=".*" ".*" "--hidden"$/m);
    });
  },
);
