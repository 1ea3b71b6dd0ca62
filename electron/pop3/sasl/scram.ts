import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Credentials, SaslExchange } from './mechanism.ts';
import { incompleteExchange, malformedChallenge, SaslError, unexpectedChallenge } from './sasl-error.ts';
import { saslprep } from './saslprep.ts';

/** The hash functions that SCRAM is registered with and that POP3 servers offer, by their names in node:crypto. */
export type ScramHash = 'sha1' | 'sha256';

/**
 * The most PBKDF2 iterations that we calculate, far above what servers ask for (4,096 to some 100,000): the count is
 * the server's choice, and a hostile one would keep the thread busy for hours.
 */
export const MOST_ITERATIONS = 1_000_000;

/** RFC 5802 §6: no channel binding, and no authorization identity other than the user. */
const GS2_HEADER = 'n,,';

/** RFC 5802 §7 `server-first-message`; extensions after the iteration count are optional and ignored (§5.1). */
const SERVER_FIRST =
  /^r=(?<nonce>[!-+\--~]+),s=(?<salt>[^,]+),i=(?<iterations>0|[1-9][0-9]*)(?:,[A-Za-z]=[^,]+)*$/;
/** RFC 5802 §7 `server-final-message`, when it is not an error. */
const SERVER_FINAL = /^v=(?<signature>[^,]+)(?:,[A-Za-z]=[^,]+)*$/;

type State =
  | { readonly step: 'client-first-sent' }
  | { readonly step: 'proof-sent'; readonly serverSignature: Buffer }
  | { readonly step: 'server-verified' }
  | { readonly step: 'failed' };

/**
 * SCRAM-SHA-1 and SCRAM-SHA-256 (RFC 5802 §5, RFC 7677): proves the password without sending it, and has the server
 * prove that it knows it too. In POP3 the server's last message comes as a challenge, which an empty response answers
 * (RFC 5034 §4), and the success after it.
 *
 * `randomNonce` gives printable ASCII without commas, never the same twice. Throws SaslprepError for credentials that
 * SCRAM cannot carry.
 */
export function scram(
  hash: ScramHash,
  credentials: Credentials,
  randomNonce: () => string = freshNonce,
): SaslExchange {
  const mechanism = hash === 'sha1' ? 'SCRAM-SHA-1' : 'SCRAM-SHA-256';
  const password = saslprep('password', credentials.password);
  const clientNonce = randomNonce();
  const clientFirstBare = `n=${escapeName(saslprep('user name', credentials.username))},r=${clientNonce}`;
  let state: State = { step: 'client-first-sent' };
  return {
    initialResponse: Buffer.from(GS2_HEADER + clientFirstBare),
    respond: (challenge) => {
      const before = state;
      state = { step: 'failed' };
      if (before.step === 'client-first-sent') {
        const serverFirst = readMessage(mechanism, challenge);
        const { nonce, salt, iterations } = parseServerFirst(mechanism, serverFirst, clientNonce);
        const withoutProof = `c=${Buffer.from(GS2_HEADER).toString('base64')},r=${nonce}`;
        const authMessage = `${clientFirstBare},${serverFirst},${withoutProof}`;
        const { proof, serverSignature } = prove(hash, password, salt, iterations, authMessage);
        state = { step: 'proof-sent', serverSignature };
        return Buffer.from(`${withoutProof},p=${proof.toString('base64')}`);
      }
      if (before.step === 'proof-sent') {
        verifyServer(mechanism, readMessage(mechanism, challenge), before.serverSignature);
        state = { step: 'server-verified' };
        return Buffer.alloc(0);
      }
      throw unexpectedChallenge(mechanism);
    },
    finish: () => {
      if (state.step === 'client-first-sent') throw incompleteExchange(mechanism);
      if (state.step !== 'server-verified') throw notAuthentic(mechanism);
    },
  };
}

/** 144 random bits; base64 has no comma, which ends a nonce (RFC 5802 §7). */
function freshNonce(): string {
  return randomBytes(18).toString('base64');
}

/** RFC 5802 §5.1: `,` and `=` of a user name. */
function escapeName(name: string): string {
  return name.replaceAll('=', '=3D').replaceAll(',', '=2C');
}

/** A challenge as text, unless it is the server's error (RFC 5802 §5.1), which some servers send at once. */
function readMessage(mechanism: string, challenge: Buffer): string {
  let message: string;
  try {
    message = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(challenge);
  } catch (error) {
    throw new SaslError('protocol', `The server's ${mechanism} challenge is not UTF-8.`, {
      code: 'malformed-challenge',
      hint: 'The server is faulty; try another authentication method.',
      cause: error,
    });
  }
  if (!message.startsWith('e=')) return message;
  throw new SaslError('authentication', `The server refused the login by ${mechanism}.`, {
    code: 'authentication-refused',
    hint: 'Check the user name and the password; some providers want an app password.',
    serverText: message.slice(2),
  });
}

interface ServerFirst {
  readonly nonce: string;
  readonly salt: Buffer;
  readonly iterations: number;
}

function parseServerFirst(mechanism: string, message: string, clientNonce: string): ServerFirst {
  // RFC 5802 §5.1: an extension that must be understood, and none is defined.
  if (/^m=|,m=/.test(message)) throw malformedChallenge(mechanism, 'asks for an unknown extension');
  const groups = SERVER_FIRST.exec(message)?.groups;
  const nonce = groups?.['nonce'];
  const salt = decodeBase64(groups?.['salt']);
  if (nonce === undefined || salt === undefined)
    throw malformedChallenge(mechanism, 'is not a first message');
  // RFC 5802 §5.1: ours, and the server's part after it; otherwise an old exchange could be played to us again.
  if (!nonce.startsWith(clientNonce) || nonce.length === clientNonce.length) {
    throw malformedChallenge(mechanism, "does not extend the client's nonce");
  }
  const iterations = Number(groups?.['iterations']);
  if (iterations < 1 || iterations > MOST_ITERATIONS) {
    throw new SaslError(
      'protocol',
      `The server's ${mechanism} challenge asks for ${iterations} iterations.`,
      {
        code: 'unreasonable-iterations',
        hint: `Between 1 and ${MOST_ITERATIONS} are calculated; try another authentication method.`,
      },
    );
  }
  return { nonce, salt, iterations };
}

/** RFC 5802 §3: the client's proof, and the signature that the server must answer with. */
function prove(
  hash: ScramHash,
  password: string,
  salt: Buffer,
  iterations: number,
  authMessage: string,
): { proof: Buffer; serverSignature: Buffer } {
  const hmac = (key: Buffer, text: string): Buffer => createHmac(hash, key).update(text).digest();
  const saltedPassword = pbkdf2Sync(password, salt, iterations, hash === 'sha1' ? 20 : 32, hash);
  const clientKey = hmac(saltedPassword, 'Client Key');
  const storedKey = createHash(hash).update(clientKey).digest();
  const clientSignature = hmac(storedKey, authMessage);
  return {
    proof: Buffer.from(clientKey.map((octet, index) => octet ^ (clientSignature[index] ?? 0))),
    serverSignature: hmac(hmac(saltedPassword, 'Server Key'), authMessage),
  };
}

function verifyServer(mechanism: string, message: string, expected: Buffer): void {
  const signature = decodeBase64(SERVER_FINAL.exec(message)?.groups?.['signature']);
  if (signature === undefined) throw malformedChallenge(mechanism, 'is not a final message');
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
    throw notAuthentic(mechanism);
  }
}

function notAuthentic(mechanism: string): SaslError {
  return new SaslError(
    'authentication',
    `The server did not prove by ${mechanism} that it knows the password.`,
    {
      code: 'server-not-authentic',
      hint: 'It may not be your mail server: check the host name and the encryption. Nothing was fetched.',
    },
  );
}

/** Strict base64 (RFC 4648 §4); undefined for anything else, which Buffer would let pass. */
function decodeBase64(text: string | undefined): Buffer | undefined {
  if (text === undefined) return undefined;
  const octets = Buffer.from(text, 'base64');
  return octets.toString('base64') === text ? octets : undefined;
}
