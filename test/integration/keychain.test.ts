import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { workplace } from '../support/rpop.ts';

const SCRIPT = fileURLToPath(new URL('../support/keychain-session.ts', import.meta.url));
// A session bus of its own, and on it a keychain that is unlocked with a password nobody else knows.
const SESSION = `printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null
exec "$@"`;

const missing = whyMissing();

function whyMissing(): string | undefined {
  try {
    execFileSync('dbus-run-session', ['--version'], { stdio: 'ignore' });
    execFileSync('gnome-keyring-daemon', ['--version'], { stdio: 'ignore' });
    createRequire(import.meta.url)('keytar');
    return undefined;
  } catch (error) {
    // In CI a missing keychain is no reason to skip what only a real one can show.
    if (process.env['CI']) return undefined;
    return `dbus, gnome-keyring and keytar are needed: ${String(error).split('\n')[0] ?? ''}`;
  }
}

describe.skipIf(missing !== undefined)(
  `with a real keychain${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    it('keeps passwords in it and nowhere else, and takes them out with the connection', async () => {
      using place = workplace();
      const home = join(place.folder, 'home');
      for (const folder of [home, join(home, 'run')]) mkdirSync(folder, { mode: 0o700 });
      const { stdout } = await promisify(execFile)(
        'dbus-run-session',
        ['--', 'bash', '-c', SESSION, 'session', process.execPath, SCRIPT, place.data],
        {
          env: {
            PATH: process.env['PATH'],
            HOME: home,
            XDG_DATA_HOME: join(home, 'share'),
            XDG_RUNTIME_DIR: join(home, 'run'),
          },
          timeout: 50_000,
        },
      );
      expect(JSON.parse(stdout)).toEqual({
        store: 'keychain',
        first: 'wrong at first',
        edited: 'only-in-the-keychain',
        fetched: true,
        vault: false,
        inFiles: false,
        removed: null,
      });
    });
  },
);
