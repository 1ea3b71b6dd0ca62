import { RpopError } from '../../shared/errors.ts';
import { apopTimestamp } from './apop.ts';
import type { Capabilities } from './capabilities.ts';
import { apop } from './commands/apop.ts';
import { auth } from './commands/auth.ts';
import { userPass } from './commands/user-pass.ts';
import { AuthenticationError, RefusedError } from './errors.ts';
import type { Answer, Exchange } from './exchange.ts';
import type { Limits } from './limits.ts';
import { type AuthenticationMethod, chooseMechanisms, sendsPassword } from './sasl/choose-mechanism.ts';
import type { Credentials } from './sasl/mechanism.ts';
import { startSasl } from './sasl/start-sasl.ts';
import { assertWireText } from './wire-text.ts';

export type AuthenticationWish = 'auto' | AuthenticationMethod;

interface Circumstances {
  readonly capabilities: Capabilities;
  readonly greeting: string;
  readonly encrypted: boolean;
  /** The user chose no encryption, and so a password that anybody on the way can read. */
  readonly allowClearPassword: boolean;
}

/**
 * Logs in by the strongest method that both sides know, or by the one that the user named. Where a refusal may mean
 * that the server knows the method but not for this account (a hashed password cannot serve CRAM-MD5), one weaker
 * method is tried; never more, so that a wrong password does not lock the account.
 *
 * Returns the method that worked. Throws AuthenticationError when the server refuses the credentials, RefusedError
 * when it refuses for another reason (`[IN-USE]`, `[SYS/TEMP]`, `[LOGIN-DELAY]`).
 */
export async function signIn(
  exchange: Exchange,
  credentials: Credentials,
  wish: AuthenticationWish,
  circumstances: Circumstances,
  limits: Limits,
): Promise<AuthenticationMethod> {
  assertWireText('user name', credentials.username);
  assertWireText('password', credentials.password);
  const { capabilities, greeting, encrypted, allowClearPassword } = circumstances;
  const timestamp = apopTimestamp(greeting);
  const offer = {
    saslMechanisms: capabilities.sasl,
    apop: timestamp !== undefined,
    user: capabilities.user,
  };
  let proofsRefused = 0;
  let refusal: Answer | undefined;
  let unusable: RpopError | undefined;
  for (const method of chooseMechanisms(offer, wish, encrypted, allowClearPassword)) {
    // A second method after a refused proof is only the plain password: whatever the server stores, it can check that.
    if (proofsRefused > 0 && !sendsPassword(method)) continue;
    const outcome = await attempt(exchange, method, credentials, timestamp, limits);
    if (outcome instanceof RpopError) {
      unusable = outcome;
      continue;
    }
    const { answer, proved } = outcome;
    if (answer.kind === 'ok') return method;
    refusal = answer;
    if (answer.responseCode !== undefined && answer.responseCode !== 'AUTH') break;
    if (proved) proofsRefused += 1;
    if (proofsRefused >= 2 || (proved && sendsPassword(method))) break;
  }
  throw refusal === undefined && unusable !== undefined
    ? unusable
    : explainRefusal(refusal, offer.saslMechanisms);
}

interface Attempt {
  readonly answer: Answer;
  /** Whether the server had seen our proof or password when it refused. */
  readonly proved: boolean;
}

async function attempt(
  exchange: Exchange,
  method: AuthenticationMethod,
  credentials: Credentials,
  timestamp: string | undefined,
  limits: Limits,
): Promise<Attempt | RpopError> {
  if (method === 'user') return { answer: await userPass(exchange, credentials), proved: true };
  if (method === 'apop') return { answer: await apop(exchange, timestamp ?? '', credentials), proved: true };
  try {
    const sasl = startSasl(method, credentials);
    const { answer, responses } = await auth(exchange, method.toUpperCase(), sasl, limits);
    // SCRAM's first message proves nothing yet (RFC 5802 §5): a refusal there means that the method is not available.
    return { answer, proved: responses > (method.startsWith('scram') ? 1 : 0) };
  } catch (error) {
    const refused = refusalIn(error);
    if (refused === undefined) throw error;
    return refused;
  }
}

/** What a mechanism itself threw, where another one may still do; undefined for a server that is not to be trusted. */
function refusalIn(error: unknown): Attempt | RpopError | undefined {
  if (!(error instanceof RpopError)) return undefined;
  const answer = {
    kind: 'err',
    text: error.serverText ?? '',
    responseCode: undefined,
    failure: undefined,
  } as const;
  // SCRAM's own way to say no (RFC 5802 §7, `e=`).
  if (error.code === 'authentication-refused') return { answer, proved: true };
  // SASLprep (RFC 4013) cannot take this password; PLAIN can. Nothing was sent.
  if (error.code === 'unusable-credentials') return error;
  return undefined;
}

function explainRefusal(answer: Answer | undefined, offered: readonly string[]): RefusedError {
  const details = { serverText: answer?.text, responseCode: answer?.responseCode };
  switch (answer?.responseCode) {
    case 'IN-USE':
      return new RefusedError('The maildrop is in use by another session.', {
        code: 'maildrop-in-use',
        hint: 'Another mail program is fetching from it now; it is tried again later.',
        ...details,
      });
    case 'LOGIN-DELAY':
      return new RefusedError('The server wants more time between two logins.', {
        code: 'login-delay',
        hint: 'Choose a longer interval.',
        ...details,
      });
    case 'SYS/TEMP':
      return new RefusedError('The server has a passing problem.', {
        code: 'server-temporary',
        hint: 'It is tried again later.',
        ...details,
      });
    case 'SYS/PERM':
      return new RefusedError('The server has a problem that needs its administrator.', {
        code: 'server-permanent',
        hint: "Show the server's words to your provider.",
        ...details,
      });
    case 'AUTH':
    case 'UTF8':
    case undefined:
      return new AuthenticationError('The server refused the user name or the password.', {
        code: 'authentication-refused',
        hint:
          offered.length > 0
            ? `Check both; some providers want an app password. The server offers ${offered.join(', ').slice(0, 200)}.`
            : 'Check both; some providers want an app password.',
        ...details,
      });
  }
}
