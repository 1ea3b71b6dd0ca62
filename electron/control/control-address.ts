import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Longer paths do not fit into a socket's address (sun_path: 104 octets on macOS, 108 on Linux). */
const LONGEST_PATH = 100;

/** Where the owner of a data folder listens: a socket in it, or where its path is too long, in a folder of our own. */
export function controlAddress(dataFolder: string): string {
  const digest = createHash('sha256').update(dataFolder).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\rpop-${digest}`;
  const path = join(dataFolder, 'control.sock');
  if (Buffer.byteLength(path) <= LONGEST_PATH) return path;
  return join(privateFolder(), `${digest}.sock`);
}

function privateFolder(): string {
  const { uid } = userInfo();
  const folder = join(tmpdir(), `rpop-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // A link of somebody else's would lead to another folder of ours.
  const found = lstatSync(folder);
  if (found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new Error(`${folder} is not a folder of this user alone: remove it.`);
  }
  return folder;
}
