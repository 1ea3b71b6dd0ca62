import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** The server's side of one SASL exchange: challenges out, responses in, as octets. */
export interface ServerExchange {
  /** The first challenge; undefined where the client speaks first. */
  readonly first: Buffer | undefined;
  /** What follows a response: another challenge, or the user who proved to be who they are, or a refusal. */
  next(response: Buffer): Buffer | { readonly user: string } | 'refused';
}

export type PasswordOf = (user: string) => string | undefined;

/** The mechanisms of the embedded server, strongest first. */
export const SERVER_MECHANISMS = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'] as const;

/** Starts an exchange, or undefined for a mechanism that the server does not know. */
export function startServerExchange(mechanism: string, passwordOf: PasswordOf): ServerExchange | undefined {
  switch (mechanism) {
    case 'PLAIN':
      return plain(passwordOf);
    case 'LOGIN':
      return login(passwordOf);
    case 'CRAM-MD5':
      return cramMd5(passwordOf);
    case 'SCRAM-SHA-1':
      return scram('sha1', passwordOf);
    case 'SCRAM-SHA-256':
      return scram('sha256', passwordOf);
    default:
      return undefined;
  }
}

/** APOP's digest (RFC 1939 §7). */
export function apopProof(timestamp: string, password: string): string {
  return createHash('md5').update(timestamp).update(password, 'utf8').digest('hex');
}

/** RFC 4616. */
function plain(passwordOf: PasswordOf): ServerExchange {
  return {
    first: undefined,
    next: (response) => {
      const [, user = '', password] = response.toString('utf8').split('\0');
      return passwordOf(user) === password ? { user } : 'refused';
    },
  };
}

/** The old LOGIN: user name, then password. */
function login(passwordOf: PasswordOf): ServerExchange {
  let user: string | undefined;
  return {
    first: Buffer.from('Username:'),
    next: (response) => {
      if (user === undefined) {
        user = response.toString('utf8');
        return Buffer.from('Password:');
      }
      return passwordOf(user) === response.toString('utf8') ? { user } : 'refused';
    },
  };
}

/** RFC 2195. */
function cramMd5(passwordOf: PasswordOf): ServerExchange {
  const challenge = Buffer.from(`<${randomBytes(8).toString('hex')}@demo.example.org>`);
  return {
    first: challenge,
    next: (response) => {
      const text = response.toString('utf8');
      const space = text.lastIndexOf(' ');
      const user = text.slice(0, space);
      const password = passwordOf(user);
      if (password === undefined) return 'refused';
      const proof = createHmac('md5', password).update(challenge).digest('hex');
      return proof === text.slice(space + 1) ? { user } : 'refused';
    },
  };
}

/** RFC 5802, RFC 7677; few iterations, since its passwords live as long as the process. */
function scram(hash: 'sha1' | 'sha256', passwordOf: PasswordOf): ServerExchange {
  const iterations = 4096;
  const salt = randomBytes(16);
  let clientFirst = '';
  let serverFirst = '';
  let user = '';
  let proved = false;
  return {
    first: undefined,
    next: (response) => {
      const text = response.toString('utf8');
      if (proved) return { user };
      if (serverFirst === '') {
        clientFirst = text.slice(text.indexOf('n='));
        const [, name = '', nonce = ''] = /^n=([^,]*),r=([^,]+)/.exec(clientFirst) ?? [];
        user = name.replaceAll('=2C', ',').replaceAll('=3D', '=');
        serverFirst = `r=${nonce}${randomBytes(12).toString('hex')},s=${salt.toString('base64')},i=${iterations}`;
        return Buffer.from(serverFirst);
      }
      const withoutProof = text.slice(0, text.lastIndexOf(',p='));
      const signed = `${clientFirst},${serverFirst},${withoutProof}`;
      const salted = pbkdf2Sync(
        passwordOf(user) ?? randomBytes(16),
        salt,
        iterations,
        hash === 'sha1' ? 20 : 32,
        hash,
      );
      const mac = (key: Buffer, data: string): Buffer => createHmac(hash, key).update(data).digest();
      const clientKey = mac(salted, 'Client Key');
      const signature = mac(createHash(hash).update(clientKey).digest(), signed);
      const proof = Buffer.from(clientKey.map((octet, index) => octet ^ (signature[index] ?? 0))).toString(
        'base64',
      );
      if (passwordOf(user) === undefined || !text.endsWith(`,p=${proof}`)) return 'refused';
      proved = true;
      return Buffer.from(`v=${mac(mac(salted, 'Server Key'), signed).toString('base64')}`);
    },
  };
}
