import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { apopDigest, apopTimestamp } from '../../../electron/pop3/apop.ts';

test('the example of RFC 1939 §7', () => {
  const timestamp = apopTimestamp('POP3 server ready <1896.697170952@dbc.mtview.ca.us>');
  expect(timestamp).toBe('<1896.697170952@dbc.mtview.ca.us>');
  expect(apopDigest(timestamp ?? '', 'tanstaaf')).toBe('c4c9334bac560ecc979e58001b3e22fb');
});

test.each([
  ['text around it', '+OK <17b5.1.46a1b2c3.d+/9zQ==@mail> ready', '<17b5.1.46a1b2c3.d+/9zQ==@mail>'],
  ['other angle brackets before it', '<POP3> Server <1.2@host.example>', '<1.2@host.example>'],
  ['a domain literal', 'ready <1.2@[192.0.2.1]>', '<1.2@[192.0.2.1]>'],
])('a timestamp is found with %s', (_, greeting, timestamp) => {
  expect(apopTimestamp(greeting)).toBe(timestamp);
});

test.each([
  ['nothing', ''],
  ['no angle brackets', 'POP3 server ready'],
  ['no @', 'ready <1896.697170952>'],
  ['no closing bracket', 'ready <1896.697170952@host'],
  ['nothing before the @', 'ready <@host>'],
  ['nothing after the @', 'ready <1896@>'],
  ['two @', 'ready <1896@host@host>'],
  ['a space', 'ready <18 96@host>'],
  ['an empty atom', 'ready <1896..1@host>'],
  ['a control character', 'ready <1896\u0001@host>'],
  ['an octet above ASCII', 'ready <1896\u00e9@host>'],
  ['an octet that was not UTF-8', 'ready <1896\ufffd@host>'],
  ['a NUL', 'ready <1896\0@host>'],
  ['a quoted local part, which could hold almost anything', 'ready <"18 96"@host>'],
])('no APOP with a timestamp that has %s', (_, greeting) => {
  expect(apopTimestamp(greeting)).toBeUndefined();
});

test('whatever the greeting, a timestamp is printable ASCII with one @ (CVE-2007-1558)', () => {
  const unit = fc.constantFrom(
    '<',
    '>',
    '@',
    '.',
    'a',
    '1',
    ' ',
    '\0',
    '\u0080',
    '\u00ff',
    '"',
    '\\',
    '[',
    ']',
  );
  fc.assert(
    fc.property(fc.string({ unit }), (greeting) => {
      expect(apopTimestamp(greeting) ?? '<no@apop>').toMatch(/^<[!-;=?A-~]+@[!-;=?A-~]+>$/);
    }),
    { numRuns: 2000 },
  );
});

test('a password above ASCII is digested as UTF-8', () => {
  expect(apopDigest('<1@h>', 'é')).toBe('8b395883136f8d48228e5c4c06b8028b');
});
