import { RpopError, type ErrorDetails, type ErrorKind } from '../../shared/errors.ts';

type CredentialsErrorCode =
  | 'keychain-unavailable'
  | 'keychain-failed'
  | 'vault-locked'
  | 'vault-passphrase-wrong'
  | 'vault-damaged'
  | 'vault-version'
  | 'vault-not-readable'
  | 'vault-not-writable'
  | 'passphrase-file';

/**
 * Passwords cannot be read or kept now. Holds no secret, neither in its words nor in its cause: no error of a parser
 * becomes the cause, for it may quote what was decrypted.
 */
export class CredentialsError extends RpopError {
  override readonly kind: ErrorKind = 'local';

  static of(
    code: CredentialsErrorCode,
    message: string,
    details: Omit<ErrorDetails, 'code'>,
  ): CredentialsError {
    return new CredentialsError(message, { ...details, code });
  }
}
