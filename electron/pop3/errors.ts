import type { CertificateFacts } from '../../shared/connection-test.ts';
import { RpopError, type ErrorDetails, type ErrorKind } from '../../shared/errors.ts';
import type { ResponseCode } from './response-code.ts';

/** The network failed: name look-up, connect, time-out, connection lost. */
export class ConnectionError extends RpopError {
  override readonly kind: ErrorKind = 'connection';
}

/** TLS failed, or was not to be had where it was asked for. Nothing secret was sent. */
export class TlsError extends RpopError {
  override readonly kind: ErrorKind = 'tls';
  /** The certificate that was refused, where that was it. */
  readonly certificate: CertificateFacts | undefined;

  constructor(message: string, details: ErrorDetails & { certificate?: CertificateFacts | undefined }) {
    super(message, details);
    this.certificate = details.certificate;
  }
}

/** The server broke the protocol. */
export class ProtocolError extends RpopError {
  override readonly kind: ErrorKind = 'protocol';
}

/** The session was cancelled from our side. */
export class CancelledError extends RpopError {
  override readonly kind: ErrorKind = 'cancelled';

  constructor() {
    super('The session was cancelled.', { code: 'cancelled', hint: 'Start it again when you like.' });
  }
}

/** The server answered `-ERR`. */
export class RefusedError extends RpopError {
  override readonly kind: ErrorKind = 'refused';
  readonly responseCode: ResponseCode | undefined;

  constructor(message: string, details: ErrorDetails & { responseCode?: ResponseCode | undefined }) {
    super(message, details);
    this.responseCode = details.responseCode;
  }
}

/** The server refused the login. `responseCode` tells a wrong password from a busy maildrop or server. */
export class AuthenticationError extends RefusedError {
  override readonly kind: ErrorKind = 'authentication';
}
