import { RpopError, type ErrorKind } from '../../../shared/errors.ts';

/** A user name or password that SASLprep does not allow. The message never quotes it. */
export class SaslprepError extends RpopError {
  override readonly kind: ErrorKind = 'usage';
}

/** First and last code point. */
type CodePointRange = readonly [first: number, last: number];

/** RFC 3454 table C.1.2. */
const NON_ASCII_SPACES: readonly CodePointRange[] = [
  [0x00a0, 0x00a0],
  [0x1680, 0x1680],
  [0x2000, 0x200b],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];

/** RFC 3454 table B.1, without U+200B, which the mapping to a space takes first. */
const MAPPED_TO_NOTHING: readonly CodePointRange[] = [
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x1806, 0x1806],
  [0x180b, 0x180d],
  [0x200c, 0x200d],
  [0x2060, 0x2060],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
];

/** RFC 4013 §2.3: RFC 3454 tables C.1.2 and C.2.1 to C.9; the two ends of each plane (C.4) are in `isProhibited`. */
const PROHIBITED: readonly CodePointRange[] = [
  ...NON_ASCII_SPACES,
  [0x0000, 0x001f], // C.2.1 control characters
  [0x007f, 0x009f], // C.2.1, C.2.2
  [0x06dd, 0x06dd],
  [0x070f, 0x070f],
  [0x180e, 0x180e],
  [0x200c, 0x200f], // C.2.2, C.8
  [0x2028, 0x202e], // C.2.2, C.8
  [0x2060, 0x2063],
  [0x206a, 0x206f],
  [0xfeff, 0xfeff],
  [0x1d173, 0x1d17a],
  [0xe000, 0xf8ff], // C.3 private use
  [0xf0000, 0x10ffff],
  [0xfdd0, 0xfdef], // C.4 non-characters
  [0xd800, 0xdfff], // C.5 surrogates, which JavaScript strings may hold unpaired
  [0xfff9, 0xfffd], // C.6 inappropriate for plain text
  [0x2ff0, 0x2ffb], // C.7 inappropriate for canonical representation
  [0x0340, 0x0341], // C.8 deprecated
  [0xe0001, 0xe0001], // C.9 tagging
  [0xe0020, 0xe007f],
];

/** RFC 3454 table D.1: letters that are written from right to left. */
const RIGHT_TO_LEFT: readonly CodePointRange[] = [
  [0x05be, 0x05be],
  [0x05c0, 0x05c0],
  [0x05c3, 0x05c3],
  [0x05d0, 0x05ea],
  [0x05f0, 0x05f4],
  [0x061b, 0x061b],
  [0x061f, 0x061f],
  [0x0621, 0x063a],
  [0x0640, 0x064a],
  [0x066d, 0x066f],
  [0x0671, 0x06d5],
  [0x06dd, 0x06dd],
  [0x06e5, 0x06e6],
  [0x06fa, 0x06fe],
  [0x0700, 0x070d],
  [0x0710, 0x0710],
  [0x0712, 0x072c],
  [0x0780, 0x07a5],
  [0x07b1, 0x07b1],
  [0x200f, 0x200f],
  [0xfb1d, 0xfb1d],
  [0xfb1f, 0xfb28],
  [0xfb2a, 0xfb36],
  [0xfb38, 0xfb3c],
  [0xfb3e, 0xfb3e],
  [0xfb40, 0xfb41],
  [0xfb43, 0xfb44],
  [0xfb46, 0xfbb1],
  [0xfbd3, 0xfd3d],
  [0xfd50, 0xfd8f],
  [0xfd92, 0xfdc7],
  [0xfdf0, 0xfdfc],
  [0xfe70, 0xfe74],
  [0xfe76, 0xfefc],
];

/** Blocks of right-to-left scripts, with the letters that Unicode gained after the 3.2 of RFC 3454. */
const RIGHT_TO_LEFT_BLOCKS: readonly CodePointRange[] = [
  [0x0590, 0x08ff],
  [0xfb1d, 0xfdff],
  [0xfe70, 0xfeff],
  [0x10800, 0x10fff],
  [0x1e800, 0x1efff],
];

/**
 * SASLprep (RFC 4013) of a query string, i.e. with unassigned code points allowed: what two keyboards enter differently
 * becomes the same text. Printable ASCII stays as it is. Throws SaslprepError.
 */
export function saslprep(what: 'user name' | 'password', text: string): string {
  // RFC 4013 leaves printable ASCII as it is: most names and passwords.
  if (/^[ -~]*$/.test(text)) return text;
  const mapped = Array.from(text, (character) => mapCharacter(character)).join('');
  const prepared = mapped.normalize('NFKC');
  const codePoints = Array.from(prepared, codePointOf);
  if (codePoints.some(isProhibited)) throw refusal(what, 'a character that is not allowed in one');
  if (mixesDirections(codePoints)) throw refusal(what, 'letters of both writing directions');
  return prepared;
}

/** RFC 4013 §2.1. */
function mapCharacter(character: string): string {
  const codePoint = codePointOf(character);
  if (isIn(NON_ASCII_SPACES, codePoint)) return ' ';
  return isIn(MAPPED_TO_NOTHING, codePoint) ? '' : character;
}

function isProhibited(codePoint: number): boolean {
  return (codePoint & 0xfffe) === 0xfffe || isIn(PROHIBITED, codePoint);
}

/** RFC 3454 §6: a text with right-to-left letters has no others, and begins and ends with one. */
function mixesDirections(codePoints: readonly number[]): boolean {
  const rightToLeft = codePoints.map((codePoint) => isIn(RIGHT_TO_LEFT, codePoint));
  if (!rightToLeft.includes(true)) return false;
  return rightToLeft[0] !== true || rightToLeft.at(-1) !== true || codePoints.some(isLeftToRight);
}

/**
 * RFC 3454 table D.2 by Unicode's categories instead of its 360 ranges: all its letters. The digits, symbols and
 * modifier letters that the table also holds are let through; they matter only between right-to-left letters.
 */
function isLeftToRight(codePoint: number): boolean {
  return (
    /^[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Mc}\p{Nl}]$/u.test(String.fromCodePoint(codePoint)) &&
    !isIn(RIGHT_TO_LEFT_BLOCKS, codePoint)
  );
}

function isIn(ranges: readonly CodePointRange[], codePoint: number): boolean {
  return ranges.some(([first, last]) => first <= codePoint && codePoint <= last);
}

function codePointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function refusal(what: string, why: string): SaslprepError {
  return new SaslprepError(`The ${what} holds ${why} (RFC 4013).`, {
    code: 'unusable-credentials',
    hint: `Enter the ${what} again, or choose another authentication method than SCRAM.`,
  });
}
