import { answering, type BadServer, on } from './bad-server.ts';

/** `misbehave` is asked with an empty line before the greeting. */
const GREETING = '';

/** What a client accepts of a command is 4 kB (`statusLineOctets`); the rest is what lay in the sockets' buffers. */
const ONE_LINE = 8 * 1024 * 1024;

export const BAD_GREETINGS: readonly BadServer[] = [
  {
    that: 'greets with a line that does not end',
    options: on(GREETING, { endless: 'x'.repeat(1024), after: '+OK ' }),
    ends: 'line-too-long',
    atMost: ONE_LINE,
  },
  {
    that: 'is a web server',
    options: answering(GREETING, 'HTTP/1.1 400 Bad Request\r\n\r\n'),
    ends: 'not-pop3',
  },
  {
    that: 'is an SMTP server',
    options: answering(GREETING, '220 mx.example.org ESMTP\r\n'),
    ends: 'not-pop3',
  },
  {
    that: 'is a TLS server',
    options: answering(GREETING, '\x15\x03\x01\0\x02\x02\n\r\n'),
    ends: 'tls-on-plain-port',
  },
  {
    that: 'greets with NULs alone',
    options: answering(GREETING, `${'\0'.repeat(200)}\r\n`),
    ends: 'not-pop3',
  },
  { that: 'greets with NULs in its words', options: answering(GREETING, '+OK \0\x1b]0;owned\x07\r\n') },
  { that: 'greets with an empty line', options: answering(GREETING, '\r\n'), ends: 'not-pop3' },
  { that: 'refuses to serve', options: answering(GREETING, '-ERR go away\r\n'), ends: 'server-refuses' },
  {
    that: 'takes longer to greet than we wait',
    options: on(GREETING, { silent: true }),
    ends: 'no-greeting',
    patience: 300,
  },
  {
    that: 'answers before it is asked',
    options: answering(GREETING, '+OK ready\r\n+OK\r\nPIPELINING\r\n.\r\n'),
    ends: 'unasked-answer',
    never: ['AUTH', 'USER', 'APOP'],
  },
  {
    that: 'has capabilities that do not end',
    options: on('CAPA', { endless: 'X-NONSENSE\r\n'.repeat(100), after: '+OK\r\n' }),
    ends: 'answer-too-long',
    atMost: ONE_LINE,
    never: ['AUTH', 'USER', 'APOP'],
  },
  {
    that: 'has a capability that does not end',
    options: on('CAPA', { endless: 'x'.repeat(1024), after: '+OK\r\n' }),
    ends: 'answer-too-long',
    atMost: ONE_LINE,
  },
  {
    that: 'has capabilities of nonsense',
    options: answering(
      'CAPA',
      '+OK\r\n\r\n \0\r\nUIDL \x80 1\r\nLOGIN-DELAY -5\r\nEXPIRE 9e99\r\nSASL\r\nTOP\r\n.\r\n',
    ),
  },
  {
    that: 'takes its capabilities back after the login',
    options: () => {
      let asked = 0;
      return {
        capabilities: { pipelining: false },
        misbehave: (line) => {
          if (line === 'CAPA') asked += 1;
          return line === 'CAPA' && asked === 2 ? { reply: '-ERR what is that?\r\n' } : undefined;
        },
      };
    },
  },
  {
    that: 'ends its lines with bare line feeds',
    options: () => ({
      misbehave: (line) => {
        if (line === GREETING) return { reply: '+OK ready\n' };
        return line === 'UIDL' ? { reply: '+OK\n1 a\n2 b\n.\n' } : undefined;
      },
    }),
    // RFC 1939 §3: CRLF "." CRLF ends a listing, and nothing else; the next answer is taken for a part of it.
    ends: 'malformed-listing',
  },
];
