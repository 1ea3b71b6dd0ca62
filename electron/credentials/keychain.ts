import type { CredentialStore } from './credential-store.ts';
import { CredentialsError } from './credentials-error.ts';

/** What we use of keytar. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainOptions {
  /** The native module; it is an optional dependency, and may be missing. */
  readonly load?: () => Promise<Keytar>;
  /** How long the keychain may take to answer the first question. */
  readonly answerWithinMs?: number;
}

/** Under which name the user finds the passwords in the keychain's own program. */
const SERVICE = 'RPOP';
/** Never kept: looking for it cannot make a locked keychain ask the user to unlock it. */
const PROBE = 'probe';

/**
 * The keychain of the system, once it has answered a question: without a D-Bus, or a desktop behind it, it fails or
 * hangs. Throws keychain-unavailable, which says why.
 */
export async function openKeychain({
  load = loadKeytar,
  answerWithinMs = 5_000,
}: KeychainOptions = {}): Promise<CredentialStore> {
  try {
    const opened = load().then(async (keytar) => {
      await keytar.getPassword(SERVICE, PROBE);
      return keytar;
    });
    return new Keychain(await within(answerWithinMs, opened));
  } catch (error) {
    throw CredentialsError.of('keychain-unavailable', `There is no keychain to use: ${wordsOf(error)}.`, {
      hint: 'Unlock or start the keychain of your desktop, or choose the vault.',
    });
  }
}

async function loadKeytar(): Promise<Keytar> {
  const module: Keytar & { default?: Keytar } = await import('keytar');
  // Node puts all of a CommonJS module into `default`; the names beside it are guesses from its text.
  return module.default ?? module;
}

/** No cause goes on from here: what a system's keychain puts into its errors is not ours to know. */
class Keychain implements CredentialStore {
  readonly kind = 'keychain';
  readonly description = nameOf(process.platform);
  readonly #keytar: Keytar;

  constructor(keytar: Keytar) {
    this.#keytar = keytar;
  }

  async get(id: string): Promise<string | undefined> {
    try {
      return (await this.#keytar.getPassword(SERVICE, id)) ?? undefined;
    } catch (error) {
      throw this.#failed('did not give the password', wordsOf(error));
    }
  }

  async set(id: string, password: string): Promise<void> {
    try {
      await this.#keytar.setPassword(SERVICE, id, password);
    } catch (error) {
      const words = wordsOf(error);
      throw this.#failed('did not keep the password', words.includes(password) ? undefined : words);
    }
  }

  async delete(id: string): Promise<void> {
    try {
      await this.#keytar.deletePassword(SERVICE, id);
    } catch (error) {
      throw this.#failed('did not delete the password', wordsOf(error));
    }
  }

  #failed(what: string, words: string | undefined): CredentialsError {
    const why = words === undefined ? '' : `: ${words}`;
    return CredentialsError.of('keychain-failed', `${this.description} ${what}${why}.`, {
      hint: 'Unlock the keychain and try again, or choose the vault.',
    });
  }
}

function nameOf(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'The macOS keychain';
  if (platform === 'win32') return 'The Windows Credential Manager';
  return 'The Secret Service (GNOME Keyring, KWallet, KeePassXC)';
}

function wordsOf(error: unknown): string {
  // A module that is not there names all who asked for it, a line each.
  return (error instanceof Error ? error.message : String(error)).split('\n', 1).join('').replace(/\.$/, '');
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(`it did not answer within ${ms / 1000} seconds`));
  }, ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
