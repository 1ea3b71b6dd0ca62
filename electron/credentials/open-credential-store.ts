import { existsSync } from 'node:fs';
import type { CredentialStore } from './credential-store.ts';
import { CredentialsError } from './credentials-error.ts';
import { openKeychain } from './keychain.ts';
import { findPassphrase } from './passphrase.ts';
import { Vault, vaultPath } from './vault.ts';

export interface CredentialStoreOptions {
  readonly dataFolder: string;
  readonly wish: 'auto' | 'keychain' | 'vault';
  readonly env: NodeJS.ProcessEnv;
  /** A prompt for the vault's passphrase: for a new vault (to be confirmed), or for the one that is there. */
  readonly ask?: ((question: 'new' | 'unlock') => Promise<string | undefined>) | undefined;
  /** Whether `ask` is asked again after a wrong answer. */
  readonly asksAgain?: boolean | undefined;
  /** Told when the vault was opened. */
  readonly onUnlocked?: (() => void) | undefined;
  /** How the system's keychain is opened. */
  readonly keychain?: () => Promise<CredentialStore>;
}

/**
 * Where this user's passwords are kept. `auto`: the vault where there is one, so that passwords do not seem to vanish
 * when a keychain turns up later; else the keychain, if it answers; else a vault, made with the first password. The
 * vault asks for no passphrase before it is used. Throws keychain-unavailable where only the keychain will do.
 */
export async function openCredentialStore({
  dataFolder,
  wish,
  env,
  ask,
  asksAgain = false,
  onUnlocked = () => undefined,
  keychain = openKeychain,
}: CredentialStoreOptions): Promise<CredentialStore> {
  if (wish === 'keychain') return keychain();
  if (wish === 'auto' && !existsSync(vaultPath(dataFolder))) {
    try {
      return await keychain();
    } catch (error) {
      if (!(error instanceof CredentialsError)) throw error;
    }
  }
  return new Vault({
    dataFolder,
    // What the environment says does not change by asking again.
    asksAgain: asksAgain && !env['RPOP_VAULT_PASSPHRASE'] && !env['RPOP_VAULT_PASSPHRASE_FILE'],
    onUnlocked,
    passphrase: (question) => findPassphrase({ env, ask: ask && (() => ask(question)) }),
  });
}
