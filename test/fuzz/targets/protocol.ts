import { stuffed } from '../../../electron/demo/maildrop.ts';
import { CrlfToLf } from '../../../electron/delivery/line-endings.ts';
import { apopTimestamp } from '../../../electron/pop3/apop.ts';
import { parseCapabilities } from '../../../electron/pop3/capabilities.ts';
import { list, listOne } from '../../../electron/pop3/commands/list.ts';
import { stat } from '../../../electron/pop3/commands/stat.ts';
import { uidl } from '../../../electron/pop3/commands/uidl.ts';
import { DotUnstuffer } from '../../../electron/pop3/dot-unstuffer.ts';
import { ProtocolError } from '../../../electron/pop3/errors.ts';
import { DEFAULT_LIMITS } from '../../../electron/pop3/limits.ts';
import { parseResponseCode } from '../../../electron/pop3/response-code.ts';
import { ResponseReader } from '../../../electron/pop3/response-reader.ts';
import { HeaderDigest } from '../../../electron/service/header-digest.ts';
import { RpopError } from '../../../shared/errors.ts';
import { AnsweringExchange } from '../answering-exchange.ts';
import { caught, cutsIn, type FuzzTarget, promise } from '../target.ts';

/** The bounds of a session, made small so that inputs come to them. */
const LIMITS = {
  ...DEFAULT_LIMITS,
  statusLineOctets: 60,
  listingLineOctets: 30,
  listingLines: 20,
  listingOctets: 400,
} as const;

const COMMANDS = [
  { command: 'the connection', body: false, challenges: false },
  { command: 'CAPA', body: true, challenges: false },
  { command: 'AUTH PLAIN', body: false, challenges: true },
  { command: 'UIDL', body: true, challenges: false },
  { command: 'RETR 1', body: true, challenges: false },
  { command: 'QUIT', body: false, challenges: false },
] as const;

/** The answers that a session takes from these octets, and what ends it. */
function answersIn(pieces: readonly Buffer[]): string {
  const reader = new ResponseReader(LIMITS);
  const answers: unknown[] = [];
  for (const { command, body, challenges } of COMMANDS) {
    let content = '';
    const sink = {
      write: (octets: Buffer): void => {
        content += octets.toString('latin1');
        octets.fill(0x2e);
      },
    };
    reader.expect({
      command,
      challenges,
      body: body ? sink : undefined,
      bodyOctets: 200,
      answered: ({ kind, text, responseCode }) => answers.push([command, kind, text, responseCode, content]),
      abandoned: () => undefined,
    });
  }
  const end = caught(ProtocolError, () => {
    for (const piece of pieces) void reader.read(piece);
  });
  return JSON.stringify([answers, end?.code]);
}

const SESSION =
  '+OK ready <1.2@example.org>\r\n+OK\r\nTOP\r\nUIDL\r\n.\r\n+ \r\n+OK\r\n1 a\r\n2 b\r\n.\r\n+OK\r\n..\r\nx\r\n.\r\n+OK bye\r\n';

function unstuff(pieces: readonly Buffer[]): { content: string; ended: boolean } {
  const unstuffer = new DotUnstuffer();
  let content = '';
  for (const piece of pieces) {
    unstuffer.read(piece, 0, (part) => {
      content += part.toString('latin1');
      part.fill(0x2e);
    });
  }
  return { content, ended: unstuffer.ended };
}

/** RFC 1939 §3 on the whole answer at once. */
function unstuffedAtOnce(text: string): { content: string; ended: boolean } {
  const lines = `\r\n${text}`;
  const end = lines.indexOf('\r\n.\r\n');
  const body = end === -1 ? lines : lines.slice(0, end + 2);
  return { content: body.replaceAll('\r\n.', '\r\n').slice(2), ended: end !== -1 };
}

export const PROTOCOL_TARGETS: readonly FuzzTarget[] = [
  {
    name: 'response-reader',
    seeds: [SESSION, '+OK\n-ERR [IN-USE] x\r\n+\r\n-ERR\r\n+OK\r\n.\r\n+ok\r\n', `+OK ${'x'.repeat(56)}\r\n`],
    run: (input) => {
      const whole = answersIn([Buffer.from(input)]);
      promise(answersIn(cutsIn(input)) === whole, 'the same answers however the octets are cut');
    },
  },
  {
    name: 'dot-unstuffer',
    seeds: [
      '..\r\n...two\r\n.x\r\n..\r\n.\r\n',
      '.\r\n',
      '\r.\r\n.\r.\r\n\r\n.\r\nafter',
      'a\n.\nb\r\n.\r\r\n.\r\n',
    ],
    run: (input) => {
      const text = input.toString('latin1');
      const expected = unstuffedAtOnce(text);
      const found = unstuff(cutsIn(input));
      promise(found.ended === expected.ended, 'the line of one dot ends an answer, and nothing else');
      // What may still be a stuffed dot, or its line's end, is held back until the next octet.
      if (expected.ended) promise(found.content === expected.content, 'the content is exact');
      else promise(expected.content.startsWith(found.content.slice(0, -1)), 'the content is exact so far');
      const back = unstuff(cutsIn(stuffed(input)));
      const complete = text === '' || text.endsWith('\r\n') ? text : `${text}\r\n`;
      promise(back.ended && back.content === complete, 'what a server stuffs comes out as it was');
    },
  },
  {
    name: 'line-endings',
    seeds: ['a\r\nb\r\r\n\n\r', '\r\n', '\r'],
    run: (input) => {
      const text = input.toString('latin1');
      const converter = new CrlfToLf();
      const target = Buffer.alloc(input.length + 1);
      let at = 0;
      for (const piece of cutsIn(input)) at = converter.copy(piece, target, at);
      at = converter.end(target, at);
      promise(
        target.toString('latin1', 0, at) === text.replaceAll('\r\n', '\n'),
        'CRLF becomes LF and nothing else changes',
      );
    },
  },
  {
    name: 'header-digest',
    seeds: ['Subject: x\r\nTo: y\r\n\r\nbody', '\r\n\r\n', 'Subject: x\r\n', '\r\n\r\r\n\r\n'],
    run: (input) => {
      const [whole, cut] = [new HeaderDigest(), new HeaderDigest()];
      whole.write(input);
      for (const piece of cutsIn(input)) cut.write(piece);
      promise(Buffer.compare(whole.value, cut.value) === 0, 'the same digest however the octets are cut');
    },
  },
  {
    name: 'listings',
    seeds: [
      '+OK 3 120\r\n',
      '+OK\r\n1 a\r\n2 b c\r\n.\r\n',
      '+OK 2 999999999999999\r\n',
      '-ERR [SYS/TEMP] no\r\n',
      '+OK\r\n1 100\r\n.\r\n',
    ],
    run: async (input) => {
      const [kind = 0] = input;
      const exchange = new AnsweringExchange(input.subarray(1), LIMITS);
      const ask = [
        async () => wholeNumbers(Object.values(await stat(exchange))),
        async () => wholeNumbers([await listOne(exchange, 2)]),
        async () => wholeNumbers([...(await list(exchange, { messages: 3 }, LIMITS))].flat()),
        async () => {
          const listed = await uidl(exchange, { messages: 3 }, LIMITS);
          wholeNumbers(listed.map(({ number }) => number));
          promise(listed.length <= LIMITS.listingLines, 'no more lines than allowed');
          for (const { uid } of listed) promise(uid !== '' && !uid.includes('\n'), 'a uid is one line');
        },
      ][kind % 4];
      await ask?.().catch((error: unknown) => {
        if (!(error instanceof RpopError)) throw error;
      });
    },
  },
  {
    name: 'capabilities',
    seeds: [
      'TOP\nUIDL\nSASL PLAIN LOGIN\nLOGIN-DELAY 900 USER\nEXPIRE NEVER\nIMPLEMENTATION x y',
      'EXPIRE 60\nUTF8 USER\nSTLS',
    ],
    run: (input) => {
      const { sasl, loginDelaySeconds, expireDays } = parseCapabilities(input.toString('latin1').split('\n'));
      promise(
        loginDelaySeconds === undefined || (loginDelaySeconds >= 0 && loginDelaySeconds < 1e9),
        'a delay',
      );
      promise(
        expireDays === undefined || expireDays === Infinity || (expireDays >= 0 && expireDays < 1e9),
        'days',
      );
      for (const mechanism of sasl)
        promise(mechanism !== '' && !mechanism.includes(' '), 'mechanisms are words');
    },
  },
  {
    name: 'response-code',
    seeds: ['[IN-USE] locked', '[SYS/TEMP/DISK] x', '[AUTH]', '[UTF8', 'no code'],
    run: (input) => {
      const code = parseResponseCode(input.toString('latin1'));
      const known = [undefined, 'IN-USE', 'LOGIN-DELAY', 'SYS/TEMP', 'SYS/PERM', 'AUTH', 'UTF8'];
      promise(known.includes(code), 'one of the known codes');
    },
  },
  {
    name: 'apop-timestamp',
    seeds: [
      '+OK ready <1896.697170952@dbc.mtview.ca.us>',
      '<a@[1.2.3.4]>',
      '<a..b@c> <d@e.f>',
      `<${'a.'.repeat(300)}@b>`,
    ],
    run: (input) => {
      const timestamp = apopTimestamp(input.toString('latin1'));
      // CVE-2007-1558: octets that MD5 collisions need are in no msg-id.
      promise(
        timestamp === undefined || /^<[!-;=?-~]+@[!-;=?-~]+>$/.test(timestamp),
        'a msg-id of printable ASCII',
      );
    },
  },
];

function wholeNumbers(numbers: readonly number[]): void {
  for (const number of numbers) promise(Number.isSafeInteger(number) && number >= 0, 'whole numbers');
}
