import type { Random } from './random.ts';

/** Longer inputs are cut off: what a parser does with length is seen at its bounds, which the targets make small. */
const MOST_OCTETS = 4_096;

/** What our parsers look at. */
const WORDS = [
  ...[
    '\r\n',
    '\n',
    '\r',
    '\0',
    '.',
    '\r\n.\r\n',
    '..',
    ' ',
    '\t',
    '/',
    '\\',
    ':',
    '%',
    '"',
    '\x1b[2J',
    '\x7f',
    '\x9b',
  ],
  ...['+OK', '-ERR', '+ ', '* ', 'AUTH', 'CAPA', 'SASL', 'PIPELINING', 'LOGIN-DELAY', '[IN-USE]', '[AUTH/X]'],
  ...['-1', '0', '1', '4294967296', '999999999999999', '9007199254740993', '1e9', 'NaN', '0x10'],
  ...['r=', ',s=', ',i=', ',p=', 'v=', 'e=', 'm=', '==', 'AAAA', '<', '>', '@', '<a@b>'],
  ...[
    '../',
    '..',
    '~',
    'CON',
    '\xc3\xa9',
    '\xe2\x80\xae',
    '\xe2\x80\xa8',
    '\xef\xbb\xbf',
    '\xf0\x9f\x8e\x89',
    '\xed\xa0\x80',
    '\xff',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    'null',
    'true',
    '{"__proto__":{"x":1}}',
    '"constructor"',
    '[[[[[[[[',
    '\\u0000',
    '1e400',
  ],
].map((word) => Buffer.from(word, 'latin1'));

type Mutation = (input: Buffer, random: Random, other: Buffer) => Buffer;

const replace = (input: Buffer, from: number, to: number, by: Buffer): Buffer =>
  Buffer.concat([input.subarray(0, from), by, input.subarray(to)]);

const range = (input: Buffer, random: Random): [number, number] => {
  const from = random.below(input.length + 1);
  return [from, Math.min(input.length, from + 1 + random.below(16))];
};

const MUTATIONS: readonly Mutation[] = [
  // One bit, one octet.
  (input, random) => {
    const changed = Buffer.from(input);
    const at = random.below(Math.max(1, input.length));
    if (at < changed.length) changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
    return changed;
  },
  (input, random) => {
    const at = random.below(input.length + 1);
    return replace(input, at, Math.min(input.length, at + 1), Buffer.of(random.below(256)));
  },
  // A part less, a part twice, a part often.
  (input, random) => replace(input, ...range(input, random), Buffer.alloc(0)),
  (input, random) => {
    const [from, to] = range(input, random);
    return replace(input, from, from, input.subarray(from, to));
  },
  (input, random) => {
    const [from, to] = range(input, random);
    const part = Buffer.concat(Array.from({ length: 1 + random.below(64) }, () => input.subarray(from, to)));
    return replace(input, from, to, part);
  },
  // A word more, or in the place of something.
  (input, random) => {
    const at = random.below(input.length + 1);
    return replace(input, at, at, random.pick(WORDS));
  },
  (input, random) => replace(input, ...range(input, random), random.pick(WORDS)),
  // The head of one, the tail of another.
  (input, random, other) => {
    const at = random.below(input.length + 1);
    return Buffer.concat([input.subarray(0, at), other.subarray(random.below(other.length + 1))]);
  },
];

/** An input like those of the corpus, but for a few changes. */
export function mutated(corpus: readonly Buffer[], random: Random): Buffer {
  let input = random.pick(corpus);
  for (let change = random.below(6); change >= 0; change -= 1) {
    input = random.pick(MUTATIONS)(input, random, random.pick(corpus));
  }
  return input.length > MOST_OCTETS ? input.subarray(0, MOST_OCTETS) : input;
}
