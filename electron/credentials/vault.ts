import { join } from 'node:path';
import type { CredentialStore } from './credential-store.ts';
import { CredentialsError } from './credentials-error.ts';
import { deriveKeys, keysFit, type Passwords, seal, unseal, type VaultKeys } from './vault-cipher.ts';
import { readVaultFile, replaceVaultFile } from './vault-file.ts';
import { damaged, formatVault, HIGHEST_COST, newKdf, parseVault, type SealedVault } from './vault-format.ts';

export interface VaultOptions {
  readonly dataFolder: string;
  /** Called when a passphrase is needed: to make a vault, or to open the one that is there. */
  readonly passphrase: (question: 'new' | 'unlock') => Promise<string | undefined>;
  /** Whether a passphrase that does not fit is asked for again, until there is none. */
  readonly asksAgain?: boolean;
  /** Told when a passphrase that was asked for opened the vault. */
  readonly onUnlocked?: () => void;
  /** scrypt's N of a new vault: a power of two, from 2^10 to 2^17. */
  readonly cost?: number;
}

export function vaultPath(dataFolder: string): string {
  return join(dataFolder, 'credentials.vault');
}

/**
 * Passwords in an encrypted file of the data folder, for machines without a keychain. Asks for the passphrase at the
 * first need, and keeps only what was derived from it. Each call reads the file anew, so that it sees what another
 * process has added, and calls come after one another. A damaged vault is never overwritten.
 */
export class Vault implements CredentialStore {
  readonly kind = 'vault';
  readonly description: string;
  readonly #path: string;
  readonly #passphrase: VaultOptions['passphrase'];
  readonly #cost: number;
  readonly #asksAgain: boolean;
  readonly #onUnlocked: () => void;
  #keys: VaultKeys | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor({
    dataFolder,
    passphrase,
    asksAgain = false,
    onUnlocked = () => undefined,
    cost = HIGHEST_COST,
  }: VaultOptions) {
    this.#path = vaultPath(dataFolder);
    this.description = this.#path;
    this.#passphrase = passphrase;
    this.#cost = cost;
    this.#asksAgain = asksAgain;
    this.#onUnlocked = onUnlocked;
  }

  get(id: string): Promise<string | undefined> {
    return this.#inTurn(async () => {
      const text = await readVaultFile(this.#path);
      return text === undefined ? undefined : (await this.#open(text)).passwords.get(id);
    });
  }

  set(id: string, password: string): Promise<void> {
    return this.#change((passwords) => {
      passwords.set(id, password);
      return true;
    });
  }

  delete(id: string): Promise<void> {
    return this.#change((passwords) => passwords.delete(id));
  }

  /** Makes `change` and writes the vault where it returns true; again, where another process came in between. */
  #change(change: (passwords: Passwords) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      for (;;) {
        const text = await readVaultFile(this.#path);
        const opened = text === undefined ? undefined : await this.#open(text);
        const passwords: Passwords = opened?.passwords ?? new Map<string, string>();
        if (!change(passwords)) return;
        const keys = opened?.keys ?? (await this.#newKeys());
        if (await replaceVaultFile(this.#path, formatVault(seal(passwords, keys)), text)) {
          this.#keys = keys;
          return;
        }
      }
    });
  }

  async #open(text: string): Promise<{ passwords: Passwords; keys: VaultKeys }> {
    const sealed = parseVault(text, this.#path);
    const keys = await this.#keysOf(sealed);
    const passwords = unseal(sealed, keys);
    if (passwords === undefined) throw damaged(this.#path);
    return { passwords, keys };
  }

  async #keysOf(sealed: SealedVault): Promise<VaultKeys> {
    // Another vault may have been put in the place of the one that these keys are of.
    if (this.#keys?.kdf.salt === sealed.kdf.salt && keysFit(this.#keys, sealed)) return this.#keys;
    const keys = await deriveKeys(await this.#askFor('unlock'), sealed.kdf);
    if (!keysFit(keys, sealed)) {
      if (this.#asksAgain) return this.#keysOf(sealed);
      throw CredentialsError.of(
        'vault-passphrase-wrong',
        `The passphrase does not open the vault ${this.#path}.`,
        { hint: 'Give the passphrase that the vault was made with. Nothing was changed.' },
      );
    }
    this.#keys = keys;
    this.#onUnlocked();
    return keys;
  }

  async #newKeys(): Promise<VaultKeys> {
    return deriveKeys(await this.#askFor('new'), newKdf(this.#cost));
  }

  async #askFor(question: 'new' | 'unlock'): Promise<string> {
    const passphrase = await this.#passphrase(question);
    if (passphrase !== undefined && passphrase !== '') return passphrase;
    throw CredentialsError.of(
      'vault-locked',
      `The vault ${this.#path} needs a passphrase, and there is none.`,
      {
        hint: 'Give it by RPOP_VAULT_PASSPHRASE or RPOP_VAULT_PASSPHRASE_FILE, or when RPOP asks for it, in its window or on a terminal.',
      },
    );
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    // One call's failure is its caller's to handle, not that of the next.
    this.#last = done.catch(() => undefined);
    return done;
  }
}
