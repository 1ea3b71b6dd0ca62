/** Messages to fetch in tests: the same for the same seed, and as ugly as real mail. */

const CR = 0x0d;
const LF = 0x0a;
const CRLF = Buffer.from('\r\n');
const WORDS =
  'lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore'.split(
    ' ',
  );

/** A pseudo-random generator (mulberry32): numbers in [0, 1), the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * `count` messages, all different: sizes log-normal around 8 KB up to 2 MB, Latin-1 octets, lines that begin with
 * dots. The first ones are the special messages, as far as there is room for them.
 */
export function corpus(count: number, seed = 7): Buffer[] {
  const random = seededRandom(seed);
  const special = specialMessages().slice(0, count);
  const ordinary = Array.from({ length: count - special.length }, (_, index) =>
    ordinaryMessage(special.length + index, random),
  );
  return [...special, ...ordinary];
}

/** One message of exactly `octets`, a multiple of 64 large enough for its header: ordinary lines and one long one. */
export function hugeMessage(octets: number): Buffer {
  const message = Buffer.alloc(octets, `${'0123456789abcdef'.repeat(4).slice(0, 62)}\r\n`, 'latin1');
  header(0, 'huge', 192).copy(message);
  // From the middle on, a line of a quarter of the message.
  message.fill('x', octets / 2, (octets / 4) * 3);
  return message;
}

/** What Dovecot sends for a stored file: bare LF becomes CRLF, and the last line is ended if it is not. */
export function asDovecotSends(stored: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let lf = stored.indexOf(LF); lf !== -1; lf = stored.indexOf(LF, lf + 1)) {
    if (lf > 0 && stored[lf - 1] === CR) continue;
    pieces.push(stored.subarray(from, lf), CRLF);
    from = lf + 1;
  }
  pieces.push(stored.subarray(from));
  if (stored.at(-1) !== LF) pieces.push(CRLF);
  return Buffer.concat(pieces);
}

/** The documented form of a message in our Maildir: every CRLF becomes LF, and nothing else changes. */
export function maildirForm(sent: Buffer): Buffer {
  const form = Buffer.allocUnsafe(sent.length);
  let from = 0;
  let to = 0;
  for (let crlf = sent.indexOf(CRLF); crlf !== -1; crlf = sent.indexOf(CRLF, from)) {
    to += sent.copy(form, to, from, crlf);
    // The LF alone is kept.
    from = crlf + 1;
  }
  to += sent.copy(form, to, from);
  return form.subarray(0, to);
}

function ordinaryMessage(number: number, random: () => number): Buffer {
  const size = Math.min(2_000_000, Math.max(600, Math.exp(8.7 + 1.1 * normal(random))));
  const lines: string[] = [];
  for (let octets = 0; octets < size; octets += lines.at(-1)?.length ?? 0) {
    const chance = random();
    const dots = chance < 0.01 ? '..' : chance < 0.02 ? '.' : '';
    // U+0000 to U+00FF stand for the octets of Latin-1.
    const latin = chance > 0.02 && chance < 0.05 ? 'd\u00e9j\u00e0 vu caf\u00e9 \u00ff' : '';
    const words = Array.from({ length: 10 }, () => WORDS[Math.floor(random() * WORDS.length)]);
    lines.push(`${dots}${latin}${words.join(' ')}\r\n`);
  }
  return Buffer.concat([header(number, 'ordinary'), Buffer.from(lines.join(''), 'latin1')]);
}

/** Box and Muller: a number from the standard normal distribution. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function specialMessages(): Buffer[] {
  const allOctets = Buffer.from(Array.from({ length: 256 }, (_, octet) => octet)).toString('latin1');
  const bodies: readonly [name: string, body: string][] = [
    ['NUL octets', 'a\0b\0\0\r\n\0\r\n'],
    ['every octet', `${allOctets}\r\n`],
    ['a bare LF', 'one\ntwo\r\n\nthree\r\n'],
    ['a bare CR', 'one\rtwo\r\n\rthree\r\n'],
    ['CR before CRLF', 'one\r\r\ntwo\r\r\r\n'],
    ['LF before CR', 'one\n\rtwo\r\n'],
    ['a CR at the end', 'one\r\ntwo\r'],
    ['no newline at the end', 'one\r\ntwo'],
    ['an empty body', ''],
    ['empty lines only', '\r\n\r\n\r\n'],
    ['a long line', `${'x'.repeat(5_000)}\r\n`],
    ['a long line of dots', `${'.'.repeat(5_000)}\r\n`],
    ['lines of dots', '.\r\n..\r\n...\r\n. \r\n.x\r\n.\r\n'],
    ['something like an answer', '+OK\r\n-ERR\r\n.QUIT\r\n.\r\n'],
    ['UTF-8', 'r\u00c3\u00a9sum\u00c3\u00a9 \u00f0\u009f\u0093\u00ac\r\n'],
  ];
  const headerOnly = Buffer.from('Subject: a header without the empty line after it\r\n');
  return [
    ...bodies.map(([name, body], number) =>
      Buffer.concat([header(number, name), Buffer.from(body, 'latin1')]),
    ),
    headerOnly,
  ];
}

/** `octets`: the length to stretch it to, by a header field of padding. */
function header(number: number, subject: string, octets = 0): Buffer {
  const fields =
    `From: Sender ${number} <s${number}@example.org>\r\n` +
    `To: u@example.net\r\nSubject: message ${number}, ${subject}\r\nMessage-ID: <${number}@example.org>\r\n`;
  const padding = octets === 0 ? '' : `X-Padding: ${'p'.repeat(octets - fields.length - 15)}\r\n`;
  return Buffer.from(`${fields}${padding}\r\n`, 'latin1');
}
