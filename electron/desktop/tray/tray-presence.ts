import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Who shows tray icons on a Linux desktop (StatusNotifierItem: https://www.freedesktop.org/wiki/Specifications/). */
const WATCHER = 'org.kde.StatusNotifierWatcher';
const PATIENCE_MS = 3_000;

/**
 * Whether there is a tray to be in. On Linux not every desktop has one, GNOME without an extension among them, and an
 * icon without a tray is an application that nobody can call back.
 */
export async function hasTray(
  platform: NodeJS.Platform,
  command: (file: string, args: readonly string[]) => Promise<string> = async (file, args) =>
    (await run(file, args, { timeout: PATIENCE_MS })).stdout,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  try {
    const answer = await command('dbus-send', [
      '--session',
      '--print-reply=literal',
      '--dest=org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus.NameHasOwner',
      `string:${WATCHER}`,
    ]);
    return answer.includes('true');
  } catch {
    // No session bus or nobody to ask it: nobody can say, so nothing is hidden where it might not be found again.
    return false;
  }
}
