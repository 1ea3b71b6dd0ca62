import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { plain } from '../../../../electron/pop3/sasl/plain.ts';
import { SaslError } from '../../../../electron/pop3/sasl/sasl-error.ts';
import { WireTextError } from '../../../../electron/pop3/wire-text.ts';

test('the first example of RFC 4616 §4', () => {
  const exchange = plain({ username: 'tim', password: 'tanstaaftanstaaf' });
  expect(exchange.initialResponse?.toString('latin1')).toBe('\0tim\0tanstaaftanstaaf');
  expect(() => exchange.finish()).not.toThrow();
});

test('no authorization identity is sent: the server derives it from the user name', () => {
  const exchange = plain({ username: 'test', password: 'test' });
  expect(exchange.initialResponse?.toString('base64')).toBe('AHRlc3QAdGVzdA==');
});

test('other alphabets go as UTF-8', () => {
  const exchange = plain({ username: 'ü', password: '\u00a0' });
  expect(exchange.initialResponse?.toString('hex')).toBe('00c3bc00c2a0');
});

test('a NUL in either value is refused', () => {
  expect(() => plain({ username: 'tim\0', password: 'x' })).toThrow(WireTextError);
  expect(() => plain({ username: 'tim', password: '\0x' })).toThrow(WireTextError);
});

test('any challenge is one too many', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (octets) => {
      const exchange = plain({ username: 'tim', password: 'x' });
      expect(() => exchange.respond(Buffer.from(octets))).toThrow(SaslError);
    }),
  );
});
