import { RpopError, type ErrorDetails } from '../../../shared/errors.ts';

/** Why an exchange failed: the server broke the mechanism's rules, or one of the two sides did not prove itself. */
export type SaslErrorKind = 'protocol' | 'authentication';

/** A SASL exchange that cannot go on. The caller cancels it (RFC 5034 §4) if the server still waits for a response. */
export class SaslError extends RpopError {
  override readonly kind: SaslErrorKind;

  constructor(kind: SaslErrorKind, message: string, details: ErrorDetails) {
    super(message, details);
    this.kind = kind;
  }
}

const FAULTY_SERVER = 'The server is faulty; try another authentication method.';

/** A challenge that the mechanism's grammar does not allow. `why` completes "The server's … challenge …". */
export function malformedChallenge(mechanism: string, why: string): SaslError {
  return new SaslError('protocol', `The server's ${mechanism} challenge ${why}.`, {
    code: 'malformed-challenge',
    hint: FAULTY_SERVER,
  });
}

/** A challenge after the last one that the mechanism knows. */
export function unexpectedChallenge(mechanism: string): SaslError {
  return new SaslError('protocol', `The server goes on asking after ${mechanism} is complete.`, {
    code: 'unexpected-challenge',
    hint: FAULTY_SERVER,
  });
}

/** Success before the mechanism is through: nobody has been authenticated by it. */
export function incompleteExchange(mechanism: string): SaslError {
  return new SaslError('protocol', `The server reports success before ${mechanism} is complete.`, {
    code: 'incomplete-authentication',
    hint: FAULTY_SERVER,
  });
}
