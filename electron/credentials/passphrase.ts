import { createReadStream } from 'node:fs';
import { CredentialsError } from './credentials-error.ts';

/** More than any passphrase, and little enough to read by mistake. */
const MOST_OCTETS = 64 * 1024;

export interface PassphraseSources {
  readonly env: NodeJS.ProcessEnv;
  /** A prompt, where there is somebody to answer it. */
  readonly ask?: (() => Promise<string | undefined>) | undefined;
}

/**
 * The vault's passphrase: `RPOP_VAULT_PASSPHRASE`, else the first line of the file `RPOP_VAULT_PASSPHRASE_FILE` (a
 * pipe will do), else the answer to the prompt. Variables that are empty count as unset. Throws passphrase-file.
 */
export async function findPassphrase({ env, ask }: PassphraseSources): Promise<string | undefined> {
  const passphrase = env['RPOP_VAULT_PASSPHRASE'];
  if (passphrase) return passphrase;
  const file = env['RPOP_VAULT_PASSPHRASE_FILE'];
  if (file) return readPassphraseFile(file);
  return ask?.();
}

async function readPassphraseFile(file: string): Promise<string> {
  const line = await readFirstLine(file);
  if (line === undefined) throw unusable(file, 'is no passphrase file: its first line is too long');
  // Notepad puts a byte order mark first.
  const passphrase = line.replace(/^\uFEFF/, '').replace(/\r$/, '');
  if (passphrase === '') throw unusable(file, 'is empty in its first line');
  return passphrase;
}

/** Undefined where the line is longer than MOST_OCTETS. */
async function readFirstLine(file: string): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let octets = 0;
  try {
    // Not more than that of a file that never ends (/dev/zero).
    for await (const chunk of createReadStream(file, { end: MOST_OCTETS })) {
      const piece: Buffer = Buffer.from(chunk);
      const end = piece.indexOf('\n');
      pieces.push(end === -1 ? piece : piece.subarray(0, end));
      octets += piece.length;
      if (end !== -1) return Buffer.concat(pieces).toString('utf8');
    }
  } catch (cause) {
    throw unusable(file, 'cannot be read', cause);
  }
  return octets > MOST_OCTETS ? undefined : Buffer.concat(pieces).toString('utf8');
}

function unusable(file: string, what: string, cause?: unknown): CredentialsError {
  return CredentialsError.of('passphrase-file', `The file ${file} of RPOP_VAULT_PASSPHRASE_FILE ${what}.`, {
    hint: "Check the path, the permissions, and that its first line is the vault's passphrase.",
    cause,
  });
}
