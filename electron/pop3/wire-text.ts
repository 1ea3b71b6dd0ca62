import { RpopError, type ErrorKind } from '../../shared/errors.ts';

/** What the user gave us that a command line will carry. */
export type WireTextSubject = 'user name' | 'password' | 'host name';

/** A text of the user's that must not reach the wire. The message never quotes it. */
export class WireTextError extends RpopError {
  override readonly kind: ErrorKind = 'usage';
}

/**
 * Refuses a text with CR, LF or NUL: RFC 1939 §3 ends a command at CRLF, so that such a text would let whoever wrote
 * it send commands of their own. Throws WireTextError (`control-character`).
 */
export function assertWireText(what: WireTextSubject, text: string): void {
  if (!['\r', '\n', '\0'].some((control) => text.includes(control))) return;
  throw new WireTextError(`The ${what} contains a line break or a NUL character.`, {
    code: 'control-character',
    hint: `Enter the ${what} again; a line break may have come along when it was copied.`,
  });
}
