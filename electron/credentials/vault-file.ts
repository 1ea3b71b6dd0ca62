import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeDurable, syncDirectory } from '../store/durable-directory.ts';
import { CredentialsError } from './credentials-error.ts';
import { damaged, MOST_VAULT_OCTETS } from './vault-format.ts';

/** The text of the vault, or undefined where there is none. Throws vault-damaged, vault-not-readable. */
export async function readVaultFile(path: string): Promise<string | undefined> {
  try {
    const there = await stat(path);
    if (!there.isFile() || there.size > MOST_VAULT_OCTETS) throw damaged(path);
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof CredentialsError) throw cause;
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw CredentialsError.of('vault-not-readable', `The vault ${path} cannot be read.`, {
      hint: 'Check its permissions and its folder.',
      cause,
    });
  }
}

/**
 * Puts `text` in the place of `before` (undefined: no vault), durably and at once: whenever this ends, the one or the
 * other is there. False, and nothing done, where another process has changed the vault since; between that look and
 * the rename are microseconds, which no lock guards. Throws vault-not-writable.
 */
export async function replaceVaultFile(
  path: string,
  text: string,
  before: string | undefined,
): Promise<boolean> {
  if (Buffer.byteLength(text) > MOST_VAULT_OCTETS) {
    throw CredentialsError.of('vault-not-writable', `The vault ${path} would grow beyond 1 MiB.`, {
      hint: 'Passwords of that size are none. The vault is as it was.',
    });
  }
  const temporary = `${path}.${randomBytes(8).toString('hex')}.tmp`;
  try {
    await makeDurable(dirname(path));
    await writeDurable(temporary, text);
    if ((await readVaultFile(path)) !== before) {
      await rm(temporary);
      return false;
    }
    await rename(temporary, path);
    await syncDirectory(dirname(path));
    return true;
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {
      // What made the writing fail is the better news; the file left behind is encrypted.
    });
    if (cause instanceof CredentialsError) throw cause;
    throw CredentialsError.of('vault-not-writable', `The vault ${path} cannot be written.`, {
      hint: 'Check the permissions of its folder and the space on the disk. The passwords in it are as they were.',
      cause,
    });
  }
}

async function writeDurable(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
