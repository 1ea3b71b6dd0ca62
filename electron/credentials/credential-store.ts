/**
 * Where RPOP keeps passwords: outside the settings, and never in plain text. Main thread only: keytar's native part
 * and the vault's single writer live there. All methods throw CredentialsError.
 */
export interface CredentialStore {
  readonly kind: 'keychain' | 'vault';
  /** For people: which keychain, or the path of the vault. */
  readonly description: string;
  /** The password of the connection `id` (a UUID), or undefined where none is kept. */
  get(id: string): Promise<string | undefined>;
  /** Durable when it resolves. */
  set(id: string, password: string): Promise<void>;
  /** Nothing happens where none is kept. */
  delete(id: string): Promise<void>;
}
