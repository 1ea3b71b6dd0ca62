import { promptSecret } from './password.ts';
import { UsageError } from './usage-error.ts';

/** Asks for the vault's passphrase on a terminal: twice for a new one. Undefined where there is no terminal. */
export async function askPassphrase(question: 'new' | 'unlock'): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  if (question === 'unlock') return promptSecret('Passphrase of the password vault: ');
  const first = await promptSecret(
    'There is no keychain: passwords go into an encrypted vault. Choose a passphrase: ',
  );
  const second = await promptSecret('Once more: ');
  if (first !== second) throw new UsageError('The two passphrases differ.', 'Start again.');
  return first;
}
