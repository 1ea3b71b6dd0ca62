import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TEST_ENVIRONMENT } from '../service.ts';
import type { DesktopOptions } from './running-desktop.ts';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Holds a `dbus-send` that says there is a tray. */
const TRAY = fileURLToPath(new URL('../desktop-tray/', import.meta.url));

/** What a program with a window needs of its system, where there is one. */
const OF_THE_SYSTEM = [
  'HOME',
  'CHROMIUM_PATH',
  'DISPLAY',
  'XAUTHORITY',
  'WAYLAND_DISPLAY',
  'XDG_RUNTIME_DIR',
  'TMPDIR',
  'TEMP',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'SystemRoot',
];

/** The environment of the application in a test: its passwords in a vault, and no session bus. */
export function programEnvironment(
  dataFolder: string,
  { env = {}, tray = true }: Pick<DesktopOptions, 'env' | 'tray'>,
): Record<string, string> {
  const path = process.env['PATH'] ?? '';
  const given = OF_THE_SYSTEM.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(given),
    PATH: tray ? `${TRAY}:${path}` : path,
    NODE_NO_WARNINGS: '1',
    ...TEST_ENVIRONMENT,
    RPOP_HOME: dataFolder,
    ...env,
  };
}

/** The program that was built. */
export const MAIN = join(ROOT, 'dist/main.js');
