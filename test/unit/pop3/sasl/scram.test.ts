import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SaslExchange } from '../../../../electron/pop3/sasl/mechanism.ts';
import { SaslError } from '../../../../electron/pop3/sasl/sasl-error.ts';
import { MOST_ITERATIONS, scram } from '../../../../electron/pop3/sasl/scram.ts';

const credentials = { username: 'user', password: 'pencil' };

/** RFC 5802 §5 and RFC 7677 §3. */
const EXAMPLES = [
  {
    hash: 'sha1' as const,
    nonce: 'fyko+d2lbbFgONRv9qkxdawL',
    serverFirst: 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
    clientFinal: 'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    serverFinal: 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  },
  {
    hash: 'sha256' as const,
    nonce: 'rOprNGfwEbeRWgbNEkqO',
    serverFirst: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    clientFinal:
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    serverFinal: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  },
];
const [SHA1] = EXAMPLES;

function start(nonce = SHA1?.nonce ?? ''): SaslExchange {
  return scram('sha1', credentials, () => nonce);
}

/** An exchange that has sent its proof, after the example's first message. */
function proofSent(): SaslExchange {
  const exchange = start();
  exchange.respond(Buffer.from(SHA1?.serverFirst ?? ''));
  return exchange;
}

test.each(EXAMPLES)('the example of the RFC for $hash', (example) => {
  const exchange = scram(example.hash, credentials, () => example.nonce);
  expect(exchange.initialResponse?.toString()).toBe(`n,,n=user,r=${example.nonce}`);
  expect(exchange.respond(Buffer.from(example.serverFirst)).toString()).toBe(example.clientFinal);
  expect(exchange.respond(Buffer.from(example.serverFinal))).toHaveLength(0);
  expect(() => exchange.finish()).not.toThrow();
});

test('commas and equals signs of a user name are escaped', () => {
  const exchange = scram('sha1', { username: 'a=b,c==2C', password: 'x' }, () => 'nonce');
  expect(exchange.initialResponse?.toString()).toBe('n,,n=a=3Db=2Cc=3D=3D2C,r=nonce');
});

test('user name and password are prepared by SASLprep', () => {
  const prepared = scram('sha1', { username: 'IX', password: 'pencil' }, () => 'abc');
  const exchange = scram('sha1', { username: 'I\u00adX', password: 'ｐｅｎ\u00adcil' }, () => 'abc');
  const serverFirst = Buffer.from('r=abcd,s=QSXCR+Q6sek8bf92,i=1');
  expect(exchange.initialResponse).toEqual(prepared.initialResponse);
  expect(exchange.respond(serverFirst)).toEqual(prepared.respond(serverFirst));
});

test('each exchange has a nonce of its own, without a comma', () => {
  const nonces = Array.from({ length: 100 }, () =>
    scram('sha256', credentials).initialResponse?.toString().replace('n,,n=user,r=', ''),
  );
  expect(new Set(nonces).size).toBe(100);
  for (const nonce of nonces) expect(nonce).toMatch(/^[!-+\--~]{24,}$/);
});

test('optional extensions after the known attributes are ignored', () => {
  const exchange = start('abc');
  expect(exchange.respond(Buffer.from('r=abcd,s=QSXC,i=1,x=é,y=2')).toString()).toMatch(/^c=biws,r=abcd,p=/);
});

test.each([
  ['is empty', ''],
  ['is not a message', 'Username:'],
  ['is not UTF-8', 'r=abcd,s=QSXC,i=1,x=\xff'],
  ['asks for an extension that must be understood', 'm=1,r=abcd,s=QSXC,i=1'],
  ['asks for such an extension late', 'r=abcd,s=QSXC,i=1,m=1'],
  ['has the order wrong', 's=QSXC,r=abcd,i=1'],
  ['has no salt', 'r=abcd,i=1'],
  ['has an empty salt', 'r=abcd,s=,i=1'],
  ['has a salt that is not base64', 'r=abcd,s=QS!C,i=1'],
  ['has a salt with its padding missing', 'r=abcd,s=QQ,i=1'],
  ['has no iteration count', 'r=abcd,s=QSXC'],
  ['has an iteration count in words', 'r=abcd,s=QSXC,i=1e3'],
  ['has a negative iteration count', 'r=abcd,s=QSXC,i=-1'],
  ["has somebody else's nonce", 'r=xyzabcd,s=QSXC,i=1'],
  ["has only the client's nonce", 'r=abc,s=QSXC,i=1'],
  ['has less than that', 'r=ab,s=QSXC,i=1'],
  ['has a space in its nonce', 'r=abc d,s=QSXC,i=1'],
  ['has more after its end', 'r=abcd,s=QSXC,i=1\r\nDELE 1'],
  ['is the final message', 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ='],
])('a first message that %s is malformed', (_, message) => {
  const exchange = start('abc');
  expect(() => exchange.respond(Buffer.from(message, 'latin1'))).toThrow(
    expect.objectContaining({ name: 'SaslError', code: 'malformed-challenge', kind: 'protocol' }),
  );
});

test.each([0, MOST_ITERATIONS + 1, 4_294_967_296, '9'.repeat(400)])(
  'an iteration count of %s is not calculated',
  (iterations) => {
    const exchange = start('abc');
    expect(() => exchange.respond(Buffer.from(`r=abcd,s=QSXC,i=${iterations}`))).toThrow(
      expect.objectContaining({ code: 'unreasonable-iterations', kind: 'protocol' }),
    );
  },
);

test.each([
  ['of another password', 'v=AmF9pqV8S7suAoZWja4dJRkFsKQ='],
  ['cut short', 'v=rmF9pqV8S7suAoZWja4dJRkF'],
  ['with more after it', 'v=rmF9pqV8S7suAoZWja4dJRkFsKQA'],
])('a server signature %s means that the server is not authentic', (_, message) => {
  const exchange = proofSent();
  const notAuthentic = { name: 'SaslError', code: 'server-not-authentic', kind: 'authentication' };
  expect(() => exchange.respond(Buffer.from(message))).toThrow(expect.objectContaining(notAuthentic));
  expect(() => exchange.finish()).toThrow(expect.objectContaining(notAuthentic));
});

test.each(['', 'v=', 'v=!', 'ok', 'rmF9pqV8S7suAoZWja4dJRkFsKQ='])('%j is no final message', (message) => {
  const exchange = proofSent();
  expect(() => exchange.respond(Buffer.from(message))).toThrow(
    expect.objectContaining({ code: 'malformed-challenge', kind: 'protocol' }),
  );
});

test('a server that reports success without its signature is not authentic', () => {
  const exchange = proofSent();
  expect(() => exchange.finish()).toThrow(
    expect.objectContaining({ code: 'server-not-authentic', kind: 'authentication' }),
  );
});

test('a server that reports success before any challenge breaks the protocol', () => {
  expect(() => start().finish()).toThrow(
    expect.objectContaining({ code: 'incomplete-authentication', kind: 'protocol' }),
  );
});

test("the server's error is reported in its own words, at either step", () => {
  const refused = { code: 'authentication-refused', kind: 'authentication' };
  expect(() => proofSent().respond(Buffer.from('e=invalid-proof'))).toThrow(
    expect.objectContaining({ ...refused, serverText: 'invalid-proof' }),
  );
  expect(() => start().respond(Buffer.from('e=unknown-user'))).toThrow(
    expect.objectContaining({ ...refused, serverText: 'unknown-user' }),
  );
});

test('after an error or the end, no challenge is answered', () => {
  const failed = start();
  expect(() => failed.respond(Buffer.from('nonsense'))).toThrow(SaslError);
  const ended = proofSent();
  ended.respond(Buffer.from(SHA1?.serverFinal ?? ''));
  for (const exchange of [failed, ended]) {
    expect(() => exchange.respond(Buffer.from(SHA1?.serverFirst ?? ''))).toThrow(
      expect.objectContaining({ code: 'unexpected-challenge' }),
    );
    expect(() => exchange.finish()).toThrow(SaslError);
  }
});

test('random challenges are answered or refused, and never taken for a proof', () => {
  const attribute = fc.oneof(
    fc.constantFrom('r=abc', 'r=abcd', 's=QSXC', 'i=1', 'i=99999999', 'm=1', 'v=QSXC', 'e=x', ',,', '='),
    fc.string({ unit: 'binary' }),
  );
  const challenge = fc.oneof(
    fc.array(attribute, { maxLength: 6 }).map((attributes) => Buffer.from(attributes.join(','))),
    fc.uint8Array({ maxLength: 4096 }).map((octets) => Buffer.from(octets)),
  );
  fc.assert(
    fc.property(fc.array(challenge, { maxLength: 4 }), (challenges) => {
      const exchange = start('abc');
      const errors: unknown[] = [];
      for (const step of [...challenges.map((one) => () => exchange.respond(one)), () => exchange.finish()]) {
        try {
          step();
        } catch (error) {
          errors.push(error);
        }
      }
      expect(errors.length).toBeGreaterThan(0);
      for (const error of errors) expect(error).toBeInstanceOf(SaslError);
    }),
    { numRuns: 1000 },
  );
});
