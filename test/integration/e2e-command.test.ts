/** What `npm run e2e` starts, with programs of our own where vitest, Electron and xvfb-run would be. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Workplace, workplace } from '../support/rpop.ts';

const ROOT = join(import.meta.dirname, '../..');
const ELECTRON = join(ROOT, 'test/support/electron-program/electron');

describe('npm run e2e', () => {
  let place: Workplace;
  beforeAll(() => {
    place = workplace();
    // Each says that it is called, and with what.
    program('vitest', 'echo "vitest $*, Electron: ${RPOP_E2E_ELECTRON:-none}"; exit "${VITEST_STATUS:-0}"');
  });
  afterAll(() => {
    place[Symbol.dispose]();
  });

  const program = (name: string, script: string): string => {
    const path = join(place.folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return path;
  };
  const e2e = (
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): { status: number | null; said: string } => {
    const { status, stdout, stderr } = spawnSync(
      join(ROOT, 'node_modules/.bin/node'),
      [join(ROOT, 'electron/development/e2e.ts'), ...args],
      { encoding: 'utf8', env: { PATH: `${place.folder}:/usr/bin:/bin`, NODE_NO_WARNINGS: '1', ...env } },
    );
    return { status, said: stdout + stderr };
  };

  it('runs the specs on the stand-in, and hands on what it is given', () => {
    expect(e2e(['test/e2e/journey.test.ts', '-t', 'fetches'])).toEqual({
      status: 0,
      said: 'vitest run --project e2e test/e2e/journey.test.ts -t fetches, Electron: none\n',
    });
  });

  it('fails where they fail', () => {
    expect(e2e([], { VITEST_STATUS: '3' }).status).toBe(3);
    expect(e2e([`--electron=${ELECTRON}`], { DISPLAY: ':7', VITEST_STATUS: '3' }).status).toBe(3);
  });

  it('runs them in the Electron that it is given', () => {
    expect(e2e([`--electron=${ELECTRON}`, 'journey'], { DISPLAY: ':7' })).toEqual({
      status: 0,
      said:
        `Electron 0.0.0-stand-in: ${ELECTRON}\n` +
        `vitest run --project e2e journey, Electron: ${ELECTRON}\n`,
    });
  });

  it("runs them in the one that Electron's package knows", () => {
    const folder = join(ROOT, 'test/support/electron-program');
    const { status, said } = e2e(['--electron'], {
      WAYLAND_DISPLAY: 'wayland-0',
      ELECTRON_OVERRIDE_DIST_PATH: folder,
    });
    expect(said).toContain(`vitest run --project e2e, Electron: ${ELECTRON}\n`);
    expect(status).toBe(0);
  });

  it('says what to do where there is none', () => {
    const { status, said } = e2e([`--electron=${place.folder}/nowhere`], { DISPLAY: ':7' });
    expect(said).toContain(`There is no ${place.folder}/nowhere.`);
    expect(said).toContain('npm run e2e -- --electron=/path/to/electron');
    expect(said).not.toContain('vitest run');
    expect(status).toBe(1);
  });

  it.each([
    ['fails', 'exit 127'],
    ['says nothing', ''],
    ['is another program', 'echo undefined'],
  ])('refuses a program that %s', (what, script) => {
    const path = program(`not-electron-${what.replaceAll(' ', '-')}`, script);
    const { status, said } = e2e([`--electron=${path}`], { DISPLAY: ':7' });
    expect(said).toContain(`${path} does not answer as Electron does`);
    expect(status).toBe(1);
  });

  it.runIf(process.platform === 'linux')('takes xvfb-run where there is no display, and says so', () => {
    program('xvfb-run', 'echo "xvfb-run $*"; shift; exec "$@"');
    const { status, said } = e2e([`--electron=${ELECTRON}`]);
    expect(said).toContain('There is no display: xvfb-run makes one.');
    expect(said).toContain('xvfb-run --auto-servernum vitest run --project e2e');
    expect(said).toContain(`Electron: ${ELECTRON}`);
    expect(status).toBe(0);
  });

  it.runIf(process.platform === 'linux')('says so where there is neither', () => {
    const electron = program('answers', 'echo 45.0.0');
    const { status, said } = e2e([`--electron=${electron}`], { PATH: '/nowhere' });
    expect(said).toContain('apt-get install xvfb');
    expect(status).toBe(1);
  });
});
