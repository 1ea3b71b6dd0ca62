import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertWireText, WireTextError } from '../../../electron/pop3/wire-text.ts';

test.each(['\r', '\n', '\0'])('a text with %j anywhere is refused, and never quoted', (control) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
      expect(() => assertWireText('password', before + control + after)).toThrow(WireTextError);
    }),
  );
  expect(() => assertWireText('password', `secret${control}DELE 1`)).toThrow(
    expect.objectContaining({
      code: 'control-character',
      kind: 'usage',
      message: expect.not.stringContaining('secret'),
    }),
  );
});

test('the message says which of the texts it is', () => {
  expect(() => assertWireText('host name', 'a\nb')).toThrow(/^The host name/);
});

test('every other text passes, whatever its alphabet', () => {
  expect(() => assertWireText('user name', 'jürgen@例え.jp \t\u{1f511}')).not.toThrow();
  expect(() => assertWireText('user name', '')).not.toThrow();
});
