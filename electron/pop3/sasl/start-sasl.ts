import type { AuthenticationMethod } from './choose-mechanism.ts';
import { cramMd5 } from './cram-md5.ts';
import { login } from './login.ts';
import type { Credentials, SaslExchange } from './mechanism.ts';
import { plain } from './plain.ts';
import { scram } from './scram.ts';

/** The methods that AUTH carries; APOP and USER/PASS are commands of their own. */
export type SaslMethod = Exclude<AuthenticationMethod, 'apop' | 'user'>;

/**
 * Starts an exchange. `randomNonce` is SCRAM's, see there. Throws WireTextError or SaslprepError for credentials that
 * the mechanism cannot carry.
 */
export function startSasl(
  method: SaslMethod,
  credentials: Credentials,
  randomNonce?: () => string,
): SaslExchange {
  switch (method) {
    case 'scram-sha-256':
      return scram('sha256', credentials, randomNonce);
    case 'scram-sha-1':
      return scram('sha1', credentials, randomNonce);
    case 'cram-md5':
      return cramMd5(credentials);
    case 'plain':
      return plain(credentials);
    case 'login':
      return login(credentials);
  }
}
