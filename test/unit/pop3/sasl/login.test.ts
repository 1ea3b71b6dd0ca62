import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { login } from '../../../../electron/pop3/sasl/login.ts';
import { SaslError } from '../../../../electron/pop3/sasl/sasl-error.ts';

const credentials = { username: 'jürgen', password: 'pässwörd' };

test('the server speaks first', () => {
  expect(login(credentials).initialResponse).toBeUndefined();
});

test('user name, then password, then nothing more, whatever the prompts say', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), fc.uint8Array(), (first, second, third) => {
      const exchange = login(credentials);
      expect(exchange.respond(Buffer.from(first)).toString()).toBe('jürgen');
      expect(exchange.respond(Buffer.from(second)).toString()).toBe('pässwörd');
      expect(() => exchange.finish()).not.toThrow();
      expect(() => exchange.respond(Buffer.from(third))).toThrow(SaslError);
    }),
  );
});

test('an empty user name counts as an answer', () => {
  const exchange = login({ username: '', password: 'x' });
  expect(exchange.respond(Buffer.from('Username:'))).toHaveLength(0);
  expect(exchange.respond(Buffer.from('Password:')).toString()).toBe('x');
});

test('success before the password was asked for is the server breaking the protocol', () => {
  const exchange = login(credentials);
  exchange.respond(Buffer.from('Username:'));
  expect(() => exchange.finish()).toThrow(
    expect.objectContaining({ code: 'incomplete-authentication', kind: 'protocol' }),
  );
});
