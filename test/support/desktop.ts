import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ElectronDesktop } from './driving/electron-desktop.ts';
import { MAIN, programEnvironment, ROOT } from './driving/program-environment.ts';
import type { DesktopOptions, RunningDesktop } from './driving/running-desktop.ts';
import { StandInDesktop } from './driving/stand-in-desktop.ts';
import { writeSettings } from './service.ts';

export type { RunningDesktop } from './driving/running-desktop.ts';

/** Electron's program, where the application is to run in it (`npm run e2e -- --electron`); else it is the stand-in. */
const ELECTRON = process.env['RPOP_E2E_ELECTRON'];
const STAND_IN = new URL('./electron/register.ts', import.meta.url).href;

/** Why the window cannot be tested here, or undefined if it can. */
export function desktopMissing(): string | undefined {
  if (ELECTRON !== undefined) return existsSync(ELECTRON) ? undefined : `${ELECTRON} is not there`;
  const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (existsSync(path) || process.env['CI']) return undefined;
  return `Chromium is needed (apt-get install chromium, or CHROMIUM_PATH): ${path} is not there`;
}

/** Starts the built application on a data folder. */
export function startDesktop(dataFolder: string, options: DesktopOptions = {}): RunningDesktop {
  if (options.settings !== undefined) writeSettings(dataFolder, options.settings);
  return ELECTRON === undefined
    ? new StandInDesktop(dataFolder, options)
    : new ElectronDesktop(ELECTRON, dataFolder, options);
}

/** Starts it a second time on the same data folder, as a user would: nobody drives it. Resolves to its exit status. */
export async function startAgain(dataFolder: string): Promise<number | null> {
  const [program, args] =
    ELECTRON === undefined
      ? [join(ROOT, 'node_modules/.bin/node'), ['--import', STAND_IN, MAIN]]
      : // As Playwright starts the first.
        [ELECTRON, [...(process.platform === 'linux' ? ['--no-sandbox'] : []), ROOT]];
  const child = spawn(program, args, { stdio: 'ignore', env: programEnvironment(dataFolder, {}) });
  const [status] = (await once(child, 'close')) as [number | null];
  return status;
}
