import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from './usage-error.ts';

export interface PasswordSources {
  readonly stdin: boolean;
  readonly file: string | undefined;
}

/** More than any password, and little enough to read by mistake. */
const MOST_OCTETS = 64 * 1024;

/**
 * The password from where the user says: standard input, a file, `RPOP_PASSWORD`, or a prompt on a terminal. One line
 * ending at its end is not part of it. Throws UsageError.
 */
export async function readPassword(sources: PasswordSources, env: NodeJS.ProcessEnv): Promise<string> {
  if (sources.stdin) return checked(await readStandardInput(), 'standard input');
  if (sources.file !== undefined) return checked(await readPasswordFile(sources.file), sources.file);
  const fromEnvironment = env['RPOP_PASSWORD'];
  if (fromEnvironment !== undefined) return checked(fromEnvironment, 'RPOP_PASSWORD');
  if (process.stdin.isTTY && process.stderr.isTTY)
    return checked(await promptSecret('Password: '), 'the prompt');
  throw new UsageError(
    'There is no password.',
    'Give it by --password-stdin, --password-file FILE or RPOP_PASSWORD.',
  );
}

function checked(text: string, source: string): string {
  const password = text.replace(/\r?\n$/, '');
  if (password === '')
    throw new UsageError(`The password from ${source} is empty.`, 'Check where it comes from.');
  return password;
}

async function readStandardInput(): Promise<string> {
  const pieces: Buffer[] = [];
  let octets = 0;
  for await (const chunk of process.stdin) {
    const piece: Buffer = Buffer.from(chunk);
    octets += piece.length;
    if (octets > MOST_OCTETS)
      throw new UsageError('Standard input is no password: it does not end.', 'Check it.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function readPasswordFile(file: string): Promise<string> {
  try {
    const octets = await readFile(file);
    if (octets.length <= MOST_OCTETS) return octets.toString('utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The password file cannot be read: ${why}`, 'Check its path and its permissions.');
  }
  throw new UsageError(`${file} is no password: it is too long.`, 'Check the path.');
}

/** Asks without echo. */
export function promptSecret(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve, reject) => {
    terminal.question('', (answer) => {
      process.stderr.write('\n');
      terminal.close();
      resolve(answer);
    });
    terminal.once('SIGINT', () => {
      terminal.close();
      reject(new UsageError('No password was given.', 'Start again when you have it.'));
    });
  });
}
