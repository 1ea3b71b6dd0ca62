import { assertWireText } from '../wire-text.ts';
import type { Credentials, SaslExchange } from './mechanism.ts';
import { unexpectedChallenge } from './sasl-error.ts';

/**
 * PLAIN (RFC 4616 §2): `[authzid] NUL authcid NUL passwd`, without an authorization identity. Sends the password itself.
 * Throws WireTextError for a NUL in either value, which would move the border between the two.
 */
export function plain({ username, password }: Credentials): SaslExchange {
  assertWireText('user name', username);
  assertWireText('password', password);
  return {
    initialResponse: Buffer.from(`\0${username}\0${password}`),
    respond: () => {
      throw unexpectedChallenge('PLAIN');
    },
    finish: () => {
      // The one message is the initial response: there is nothing that could be missing.
    },
  };
}
