import { open } from 'node:fs/promises';

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
