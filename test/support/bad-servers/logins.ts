import type { Pop3ServerOptions } from '../../../electron/demo/server-options.ts';
import type { BadServer } from './bad-server.ts';

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');

/** After a server that does not prove itself, nothing that shows the password may be sent. */
const NO_PASSWORD = ['PASS', 'AUTH PLAIN', 'AUTH LOGIN'];

/** Answers AUTH and the responses after it with these lines, one after the other. */
function challenging(...replies: readonly string[]): () => Partial<Pop3ServerOptions> {
  return () => {
    let at = -1;
    return {
      misbehave: (line) => {
        if (line.startsWith('AUTH')) at = 0;
        if (at < 0 || line === '*') return undefined;
        const reply = replies[at];
        at += 1;
        return reply === undefined ? undefined : { reply: `${reply}\r\n` };
      },
    };
  };
}

interface Scram {
  readonly nonce?: (client: string) => string;
  readonly salt?: string;
  readonly iterations?: string;
  readonly extension?: string;
  /** What follows the client's proof. */
  readonly final?: string;
}

/** Goes through SCRAM (RFC 5802 §5) and does one thing otherwise. */
function scramming({
  nonce = (client) => `${client}server`,
  salt = base64('salt'),
  iterations = '16',
  extension = '',
  final = `+ ${base64(`v=${base64(Buffer.alloc(32))}`)}`,
}: Scram): () => Partial<Pop3ServerOptions> {
  return () => {
    let step = 0;
    return {
      misbehave: (line) => {
        if (line === '*') return { reply: '-ERR cancelled\r\n' };
        if (line.startsWith('AUTH SCRAM-SHA-256 ')) {
          step = 1;
          const first = Buffer.from(line.slice('AUTH SCRAM-SHA-256 '.length), 'base64').toString();
          const client = first.slice(first.indexOf(',r=') + 3);
          return { reply: `+ ${base64(`${extension}r=${nonce(client)},s=${salt},i=${iterations}`)}\r\n` };
        }
        if (step === 1) {
          step = 2;
          return { reply: `${final}\r\n` };
        }
        return step === 2 ? { reply: '+OK welcome\r\n' } : undefined;
      },
    };
  };
}

const SCRAM: readonly [that: string, options: Scram, ends: string][] = [
  ['has a nonce of its own', { nonce: () => 'server' }, 'malformed-challenge'],
  ["adds nothing to the client's nonce", { nonce: (client) => client }, 'malformed-challenge'],
  ['has a salt that is no base64', { salt: '***' }, 'malformed-challenge'],
  ['asks for no iterations', { iterations: '0' }, 'unreasonable-iterations'],
  ['asks for a billion iterations', { iterations: '1000000000' }, 'unreasonable-iterations'],
  ['asks for -1 iterations', { iterations: '-1' }, 'malformed-challenge'],
  ['asks for an unknown extension', { extension: 'm=x,' }, 'malformed-challenge'],
  ['signs with the wrong key', {}, 'server-not-authentic'],
  ['does not sign', { final: '+OK welcome' }, 'server-not-authentic'],
  ['signs with nonsense', { final: `+ ${base64('signed')}` }, 'malformed-challenge'],
  ['signs with nothing', { final: '+ ' }, 'malformed-challenge'],
  [
    'signs with octets that are no text',
    { final: `+ ${base64(Buffer.of(0xff, 0xfe))}` },
    'malformed-challenge',
  ],
];

export const BAD_LOGINS: readonly BadServer[] = [
  ...SCRAM.map(([that, options, ends]): BadServer => ({
    that: `${that} in SCRAM`,
    options: scramming(options),
    ends,
    never: NO_PASSWORD,
  })),
  {
    that: 'refuses by SCRAM itself',
    options: () => ({
      misbehave: (line) => {
        if (line.startsWith('AUTH SCRAM')) return { reply: `+ ${base64('e=unknown-user')}\r\n` };
        return /^(AUTH|\*)/.test(line) ? { reply: '-ERR no\r\n' } : undefined;
      },
    }),
    ends: 'authentication-refused',
    // One weaker method after it, as the mechanism may know the account no more than that.
    never: ['PASS', 'AUTH LOGIN', 'AUTH CRAM'],
  },
  {
    that: 'says +OK before SCRAM has begun',
    options: challenging('+OK welcome'),
    ends: 'incomplete-authentication',
    never: NO_PASSWORD,
  },
  {
    that: 'challenges SCRAM with what is no base64',
    options: challenging('+ not base64!', '-ERR cancelled'),
    ends: 'malformed-challenge',
    never: NO_PASSWORD,
  },
  {
    that: 'challenges CRAM-MD5 with nothing',
    options: challenging('+ '),
    ends: 'malformed-challenge',
    authentication: 'cram-md5',
    never: NO_PASSWORD,
  },
  {
    that: 'challenges CRAM-MD5 with what is no base64',
    options: challenging('+ <1896.697170952@example.org>'),
    ends: 'malformed-challenge',
    authentication: 'cram-md5',
    never: NO_PASSWORD,
  },
  {
    that: 'says +OK before CRAM-MD5 has begun',
    options: challenging('+OK welcome'),
    ends: 'incomplete-authentication',
    authentication: 'cram-md5',
  },
  {
    that: 'goes on asking in CRAM-MD5',
    options: challenging(`+ ${base64('<1@example.org>')}`, `+ ${base64('<2@example.org>')}`),
    ends: 'unexpected-challenge',
    authentication: 'cram-md5',
  },
  {
    that: 'goes on asking in LOGIN',
    options: challenging(...Array.from({ length: 20 }, () => `+ ${base64('Password:')}`)),
    ends: 'unexpected-challenge',
    authentication: 'login',
  },
  {
    that: 'goes on asking in PLAIN',
    options: challenging('+ ', '+ '),
    ends: 'unexpected-challenge',
    authentication: 'plain',
  },
  {
    that: 'challenges where there is no AUTH',
    options: () => ({
      capabilities: { sasl: [], apop: false },
      misbehave: (line) => (line.startsWith('PASS') ? { reply: '+ \r\n' } : undefined),
    }),
    ends: 'not-pop3',
  },
  {
    that: 'answers USER with a line that does not end',
    options: () => ({
      capabilities: { sasl: [], apop: false },
      misbehave: (line) =>
        line.startsWith('USER') ? { endless: 'x'.repeat(1024), after: '+OK ' } : undefined,
    }),
    ends: 'line-too-long',
    atMost: 8 * 1024 * 1024,
    never: ['PASS'],
  },
];
