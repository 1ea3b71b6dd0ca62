import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is in all files below a folder, octet by octet as text. Sockets are left out. */
export function readableFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'));
}
