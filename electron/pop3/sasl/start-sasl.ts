import type { AuthenticationMethod } from './choose-mechanism.ts';
import { cramMd5 } from './cram-md5.ts';
import { login } from './login.ts';
import type { Credentials, SaslExchange } from './mechanism.ts';
import { plain } from './plain.ts';
import { scram } from './scram.ts';

/** The methods that AUTH carries; APOP and USER/PASS are commands of their own. */
export type SaslMethod = Exclude<AuthenticationMethod, 'apop' | 'user'>;

const STARTERS: Record<SaslMethod, (credentials: Credentials, randomNonce?: () => string) => SaslExchange> = {
  'scram-sha-256': (credentials, randomNonce) => scram('sha256', credentials, randomNonce),
  'scram-sha-1': (credentials, randomNonce) => scram('sha1', credentials, randomNonce),
  'cram-md5': cramMd5,
  plain,
  login,
};

/**
 * Starts an exchange. `randomNonce` is SCRAM's, see there. Throws WireTextError or SaslprepError for credentials that
 * the mechanism cannot carry.
 */
export function startSasl(
  method: SaslMethod,
  credentials: Credentials,
  randomNonce?: () => string,
): SaslExchange {
  return STARTERS[method](credentials, randomNonce);
}
