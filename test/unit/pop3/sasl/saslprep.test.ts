import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { saslprep, SaslprepError } from '../../../../electron/pop3/sasl/saslprep.ts';

test.each([
  ['SOFT HYPHEN mapped to nothing', 'I\u00adX', 'IX'],
  ['no transformation', 'user', 'user'],
  ['case preserved', 'USER', 'USER'],
  ['NFKC of an ordinal', '\u00aa', 'a'],
  ['NFKC of a Roman numeral', '\u2168', 'IX'],
])('RFC 4013 §3: %s', (_, text, prepared) => {
  expect(saslprep('password', text)).toBe(prepared);
});

test.each([
  ['a control character', '\u0007'],
  ['right-to-left and a digit at the end', '\u06271'],
])('RFC 4013 §3: %s is refused', (_, text) => {
  expect(() => saslprep('password', text)).toThrow(SaslprepError);
});

test.each([
  ['\u00a0', ' '],
  ['\u3000', ' '],
  ['\u200b', ' '],
  ['a\u200db', 'ab'],
  ['a\ufe0fb', 'ab'],
  ['\ufeffa', 'a'],
  ['e\u0301', '\u00e9'],
  ['ｐａｓｓ', 'pass'],
  ['\u0627\u0628', '\u0627\u0628'],
  ['\u06271\u0628', '\u06271\u0628'],
  ['\u{1f511}', '\u{1f511}'],
])('%j is prepared as %j', (text, prepared) => {
  expect(saslprep('password', text)).toBe(prepared);
});

test.each([
  ['NUL', 'a\0b'],
  ['TAB', 'a\tb'],
  ['DELETE', '\u007f'],
  ['a C1 control character', '\u0085'],
  ['private use', '\ue000'],
  ['private use of plane 16', '\u{10fffd}'],
  ['a non-character', '\ufdd0'],
  ['the end of a plane', '\u{1ffff}'],
  ['an unpaired surrogate', 'a\ud800'],
  ['REPLACEMENT CHARACTER', '\ufffd'],
  ['an ideographic description character', '\u2ff0'],
  ['RIGHT-TO-LEFT MARK', '\u200f'],
  ['RIGHT-TO-LEFT OVERRIDE', 'a\u202eb'],
  ['LINE SEPARATOR', '\u2028'],
  ['a tag', '\u{e0041}'],
  ['Hebrew and Latin letters', '\u05d0a\u05d0'],
  ['Arabic letters after a digit', '1\u0627'],
])('%s is refused', (_, text) => {
  expect(() => saslprep('password', text)).toThrow(SaslprepError);
});

test('letters that Unicode gained later may stand between the right-to-left letters of their script', () => {
  expect(saslprep('password', '\u0627\u0750\u0627')).toBe('\u0627\u0750\u0627');
});

test('printable ASCII stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      expect(saslprep('password', text)).toBe(text);
    }),
  );
});

test('what is prepared stays as it is when it is prepared again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const prepared = preparedOrRefused(text);
      fc.pre(prepared !== undefined);
      expect(saslprep('user name', prepared)).toBe(prepared);
    }),
    { numRuns: 500 },
  );
});

/** Any other error is the test's failure. */
function preparedOrRefused(text: string): string | undefined {
  try {
    return saslprep('user name', text);
  } catch (error) {
    if (error instanceof SaslprepError) return undefined;
    throw error;
  }
}

test('a refusal names the value and does not quote it', () => {
  expect(() => saslprep('password', 'secret\u0007')).toThrow(
    expect.objectContaining({
      code: 'unusable-credentials',
      kind: 'usage',
      message: expect.stringMatching(/^The password(?!.*secret)/),
    }),
  );
});
