import { createHmac } from 'node:crypto';
import type { Credentials, SaslExchange } from './mechanism.ts';
import { incompleteExchange, malformedChallenge, unexpectedChallenge } from './sasl-error.ts';

/**
 * CRAM-MD5 (RFC 2195 §2): the user name, a space and the HMAC-MD5 of the challenge under the password, in hex. The
 * challenge is taken as octets: servers do not keep to the msg-id that the RFC asks for, and HMAC does not depend on it.
 */
export function cramMd5({ username, password }: Credentials): SaslExchange {
  let challenges = 0;
  let answered = false;
  return {
    initialResponse: undefined,
    respond: (challenge) => {
      challenges += 1;
      if (challenges > 1) throw unexpectedChallenge('CRAM-MD5');
      // The same answer every time would be as good as the password to whoever reads it once.
      if (challenge.length === 0) throw malformedChallenge('CRAM-MD5', 'is empty');
      answered = true;
      return Buffer.from(`${username} ${createHmac('md5', password).update(challenge).digest('hex')}`);
    },
    finish: () => {
      if (!answered) throw incompleteExchange('CRAM-MD5');
    },
  };
}
