import { realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isFolderName } from '../../shared/folder-name.ts';
import { makeDurable, makeDurableParts } from '../store/durable-directory.ts';
import { DeliveryError } from './delivery-error.ts';

/**
 * The real path of a folder below the mail root, created with all between (0700, durable). A folder's name has `/` between
 * its levels and can never leave the root, by `..`, by an absolute path or through a symbolic link. Throws
 * DeliveryError.
 */
export async function openFolder(mailRoot: string, folder: string): Promise<string> {
  refuseName(folder);
  const levels = folder === '' ? [] : folder.split('/');
  try {
    await makeDurable(mailRoot);
    const root = await realpath(mailRoot);
    let path = root;
    for (const level of levels) {
      const next = join(path, level);
      await makeDurable(next);
      path = await realpath(next);
      if (!isInside(root, path)) throw outside(folder);
    }
    return path;
  } catch (error) {
    throw DeliveryError.from(error, join(mailRoot, folder));
  }
}

/** The real path of a folder below the mail root, undefined where there is none. Throws DeliveryError, as `openFolder`. */
export function findFolder(mailRoot: string, folder: string): string | undefined {
  refuseName(folder);
  try {
    const path = realpathSync(join(mailRoot, folder));
    if (isInside(realpathSync(mailRoot), path)) return path;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw DeliveryError.from(error, join(mailRoot, folder));
  }
  throw outside(folder);
}

/**
 * The real path of a message's file in a folder, which `find` looks for. Throws DeliveryError where it is not there, or
 * where the name or a symbolic link leads elsewhere.
 */
export function fileOf(
  path: string | undefined,
  folder: string,
  file: string,
  find: (path: string) => string | undefined,
): string {
  const isName = file !== '' && !/[/\\\0]/.test(file) && !file.startsWith('.');
  const found = path === undefined || !isName ? undefined : find(path);
  if (path !== undefined && found !== undefined && isInside(path, realpathSync(found))) return found;
  throw new DeliveryError(`The folder "${folder}" does not hold this message any more.`, {
    code: 'message-gone',
    hint: 'A mail program may have moved or deleted it.',
  });
}

function refuseName(folder: string): void {
  if (isFolderName(folder)) return;
  throw new DeliveryError(`"${folder}" cannot be the name of a folder.`, {
    code: 'folder-name',
    hint: 'Use names without .., \\ and :, with / between levels.',
  });
}

/**
 * Creates the parts (`tmp`, `new`, `cur`) of a folder at `path`, durable; true if none of them was there. Throws like
 * `openFolder`.
 */
export async function openParts(
  mailRoot: string,
  folder: string,
  path: string,
  parts: readonly string[],
): Promise<boolean> {
  const created = await makeDurableParts(path, parts);
  const root = await realpath(mailRoot);
  for (const part of parts) {
    // Whoever may write in the folder could have put a link there that leads anywhere.
    if (!isInside(root, await realpath(join(path, part)))) throw outside(folder);
  }
  return created;
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function outside(folder: string): DeliveryError {
  return new DeliveryError(`The folder "${folder}" leads out of the mail root.`, {
    code: 'folder-outside-root',
    hint: 'A symbolic link points elsewhere: choose a folder inside the mail root.',
  });
}
