import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { DeliveryError } from './delivery-error.ts';
import { syncDirectory } from './sync-directory.ts';

/**
 * The path of a folder below the mail root, created with all between (0700, durable). A folder's name has `/` between
 * its levels and can never leave the root, by `..`, by an absolute path or through a symbolic link. Throws
 * DeliveryError.
 */
export async function openFolder(
  mailRoot: string,
  folder: string,
): Promise<{ path: string; created: boolean }> {
  const levels = folder === '' ? [] : folder.split('/');
  // A backslash and a colon mean something on Windows; control characters mean trouble everywhere.
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  if (levels.some((level) => ['', '.', '..'].includes(level) || /[\\:\u0000-\u001f\u007f]/.test(level))) {
    throw new DeliveryError(`"${folder}" cannot be the name of a folder.`, {
      code: 'folder-name',
      hint: 'Use names without .., \\ and :, with / between levels.',
    });
  }
  try {
    let created = await makeDurable(mailRoot);
    const root = await realpath(mailRoot);
    let path = root;
    for (const level of levels) {
      const next = join(path, level);
      created = await makeDurable(next);
      path = await realpath(next);
      if (path !== root && !path.startsWith(root.endsWith(sep) ? root : root + sep)) throw outside(folder);
    }
    return { path, created };
  } catch (error) {
    throw DeliveryError.from(error, join(mailRoot, folder));
  }
}

/** Creates a directory with all above it, each flushed into its parent; false where it was there. */
export async function makeDurable(path: string): Promise<boolean> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return false;
  for (let made = path; ; made = dirname(made)) {
    await syncDirectory(dirname(made));
    if (made === first || made === dirname(made)) return true;
  }
}

function outside(folder: string): DeliveryError {
  return new DeliveryError(`The folder "${folder}" leads out of the mail root.`, {
    code: 'folder-outside-root',
    hint: 'A symbolic link points elsewhere: choose a folder inside the mail root.',
  });
}
