import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Makes the entries of a directory durable. Windows has no such call: NTFS journals them itself. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/**
 * Creates a directory with all above it, each flushed into its parent; false where it was there. Level by level:
 * node:fs's `recursive` never returns where a file system answers ENOENT for a folder that exists (/proc).
 */
export async function makeDurable(path: string): Promise<boolean> {
  const missing: string[] = [];
  for (let level = path; !existsSync(level) && level !== dirname(level); level = dirname(level)) {
    missing.unshift(level);
  }
  for (const level of missing) {
    await makeDirectory(level);
    await syncDirectory(dirname(level));
  }
  return missing.length > 0;
}

/** Creates directories in one that is there, flushed together; true if none of them was there. */
export async function makeDurableParts(folder: string, names: readonly string[]): Promise<boolean> {
  const made = await Promise.all(names.map((name) => makeDirectory(join(folder, name))));
  if (made.includes(true)) await syncDirectory(folder);
  return made.every(Boolean);
}

/** False where it was there; another session may have been faster. */
async function makeDirectory(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return false;
  }
}
