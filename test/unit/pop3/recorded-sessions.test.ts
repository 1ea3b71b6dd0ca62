import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../electron/pop3/limits.ts';
import { ResponseReader } from '../../../electron/pop3/response-reader.ts';

interface Recorded {
  readonly command: string;
  readonly multiline?: boolean;
  readonly challenges?: boolean;
  readonly answer: string;
}

/** What a server sent, one octet a character, and the commands it answered. */
const SESSION: readonly Recorded[] = [
  { command: 'the connection', answer: '+OK ready <1.2@example.org>\r\n' },
  { command: 'CAPA', multiline: true, answer: '+OK\r\nTOP\r\nUIDL\r\nPIPELINING\r\n.\r\n' },
  { command: 'AUTH PLAIN', challenges: true, answer: '+ \r\n' },
  { command: '***', challenges: true, answer: '-ERR [AUTH] no\r\n' },
  { command: 'PASS ***', answer: '+OK welcome\n' },
  { command: 'UIDL', multiline: true, answer: '+OK\r\n1 a\r\n2 b\r\n.\r\n' },
  { command: 'RETR 1', multiline: true, answer: '+OK 9\r\nplain\r\n\r\n.\r\n' },
  { command: 'RETR 2', multiline: true, answer: '+OK\r\n..\r\n...two\r\n.x\r\n..\r\n.\r\n' },
  { command: 'RETR 3', multiline: true, answer: '+OK\r\n.\r\n' },
  { command: 'RETR 4', multiline: true, answer: '-ERR no such message\r\n' },
  {
    command: 'RETR 5',
    multiline: true,
    answer: '+OK\r\nnul \0 8-bit \xe9\xff lf\n.\ncr\r.\r.\r\r\n\r\r\n..\rx\r\n.\r\n',
  },
  { command: 'RETR 6', multiline: true, answer: '+OK\r\n\r\n\r\n.\r\n' },
  { command: 'QUIT', answer: '+OK bye\r\n' },
];

const WIRE = Buffer.from(SESSION.map(({ answer }) => answer).join(''), 'latin1');

/** Reads the session in pieces that end at `cuts`; the sink spoils its octets afterwards, as it may. */
function read(cuts: readonly number[]): string[] {
  const reader = new ResponseReader(DEFAULT_LIMITS);
  const results: string[] = [];
  for (const { command, multiline = false, challenges = false } of SESSION) {
    let body = '';
    const sink = {
      write: (octets: Buffer) => {
        body += octets.toString('latin1');
        octets.fill(0x2e);
      },
    };
    reader.expect({
      command,
      challenges,
      body: multiline ? sink : undefined,
      bodyOctets: 1000,
      answered: ({ kind, text }, failure) =>
        results.push(JSON.stringify([command, kind, text, body, failure])),
      abandoned: () => results.push('abandoned'),
    });
  }
  let from = 0;
  for (const to of [...cuts, WIRE.length]) {
    // A copy of its own, as a socket gives it.
    void reader.read(Buffer.from(WIRE.subarray(from, to)));
    from = to;
  }
  return results;
}

describe('a recorded session', () => {
  const whole = read([]);

  it('is understood', () => {
    expect(whole).toHaveLength(SESSION.length);
    const bodies = whole.map((result) => (JSON.parse(result) as string[])[3]);
    expect(bodies.slice(6)).toEqual([
      'plain\r\n\r\n',
      '.\r\n..two\r\nx\r\n.\r\n',
      '',
      '',
      'nul \0 8-bit \xe9\xff lf\n.\ncr\r.\r.\r\r\n\r\r\n.\rx\r\n',
      '\r\n\r\n',
      '',
    ]);
  });

  it('gives the same result cut in two at every octet', () => {
    for (let cut = 1; cut < WIRE.length; cut += 1) expect(read([cut]), `cut at ${cut}`).toEqual(whole);
  });

  it('gives the same result in three pieces around every octet', () => {
    for (let cut = 1; cut < WIRE.length - 1; cut += 1) expect(read([cut, cut + 1])).toEqual(whole);
  });

  it('gives the same result octet by octet', () => {
    expect(read(Array.from({ length: WIRE.length - 1 }, (_, index) => index + 1))).toEqual(whole);
  });
});

describe('a server that lies', () => {
  const expectOne = (body: boolean, bodyOctets = 10): ResponseReader => {
    const reader = new ResponseReader({ ...DEFAULT_LIMITS, statusLineOctets: 20 });
    reader.expect({
      command: 'RETR 1',
      challenges: false,
      body: body ? { write: () => undefined } : undefined,
      bodyOctets,
      answered: () => undefined,
      abandoned: () => undefined,
    });
    return reader;
  };

  it.each([
    ['sends an endless line', expectOne(false), '+OK '.padEnd(30, 'x'), 'line-too-long'],
    ['sends an endless body', expectOne(true), `+OK\r\n${'x'.repeat(11)}`, 'answer-too-long'],
    ['does not speak POP3', expectOne(false), 'HTTP/1.1 400\r\n', 'not-pop3'],
    ['answers what nobody asked', new ResponseReader(DEFAULT_LIMITS), '+OK\r\n', 'unasked-answer'],
    ['answers twice', expectOne(false), '+OK\r\n+OK\r\n', 'unasked-answer'],
  ])('%s and is found out', (_what, reader, sent, code) => {
    expect(() => reader.read(Buffer.from(sent))).toThrow(expect.objectContaining({ code }));
  });
});
