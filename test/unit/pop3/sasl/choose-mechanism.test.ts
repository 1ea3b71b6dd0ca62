import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AUTHENTICATION_METHODS } from '../../../../shared/connection-choices.ts';
import {
  type AuthenticationMethod,
  AuthenticationUnavailableError,
  chooseMechanisms,
  sendsPassword,
  type Offer,
} from '../../../../electron/pop3/sasl/choose-mechanism.ts';

const everything: Offer = {
  saslMechanisms: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-1', 'SCRAM-SHA-256', 'GSSAPI'],
  apop: true,
  user: true,
};
const nothing: Offer = { saslMechanisms: [], apop: false, user: false };

const someOffer = fc.record({
  saslMechanisms: fc.array(
    fc.oneof(
      fc.constantFrom(...everything.saslMechanisms, 'plain', 'Login', 'SCRAM-SHA-256-PLUS', 'user', 'apop'),
      fc.string(),
    ),
  ),
  apop: fc.boolean(),
  user: fc.boolean(),
});
const someMethod = fc.constantFrom(...AUTHENTICATION_METHODS);
const someWish = fc.oneof(fc.constant('auto' as const), someMethod);

test('all that both sides know, strongest first', () => {
  expect(chooseMechanisms(everything, 'auto', true, false)).toEqual([...AUTHENTICATION_METHODS]);
});

test('unencrypted, only methods that keep the password to themselves', () => {
  expect(chooseMechanisms(everything, 'auto', false, false)).toEqual([
    'scram-sha-256',
    'scram-sha-1',
    'cram-md5',
    'apop',
  ]);
});

test('unencrypted with the leave of the user, the clear methods too', () => {
  expect(chooseMechanisms(everything, 'auto', false, true)).toEqual([...AUTHENTICATION_METHODS]);
});

test('a server that announces nothing is tried with USER', () => {
  expect(chooseMechanisms(nothing, 'auto', true, false)).toEqual(['user']);
  expect(chooseMechanisms(nothing, 'user', true, false)).toEqual(['user']);
  expect(chooseMechanisms({ ...nothing, apop: true }, 'auto', true, false)).toEqual(['apop', 'user']);
});

test('a server that announces SASL without USER is not tried with USER', () => {
  expect(chooseMechanisms({ ...nothing, saslMechanisms: ['PLAIN'] }, 'auto', true, false)).toEqual(['plain']);
});

test('channel binding, which is another mechanism, is not taken for SCRAM without it', () => {
  const offer = { ...nothing, saslMechanisms: ['SCRAM-SHA-256-PLUS'] };
  expect(() => chooseMechanisms(offer, 'auto', true, false)).toThrow(AuthenticationUnavailableError);
});

test('a wish that the server does not offer is refused with what it does offer', () => {
  const offer = { saslMechanisms: ['PLAIN', 'GSSAPI', 'bad\x1b[31m name'], apop: true, user: true };
  expect(() => chooseMechanisms(offer, 'scram-sha-256', true, false)).toThrow(
    expect.objectContaining({
      code: 'authentication-unavailable',
      kind: 'authentication',
      message: 'The server does not offer SCRAM-SHA-256; it offers PLAIN, GSSAPI, APOP, USER/PASS.',
    }),
  );
});

test('a clear method without encryption is refused for that reason', () => {
  const reason = { code: 'clear-password', message: expect.stringContaining('not encrypted') };
  expect(() => chooseMechanisms(everything, 'plain', false, false)).toThrow(expect.objectContaining(reason));
  expect(() => chooseMechanisms(nothing, 'auto', false, false)).toThrow(expect.objectContaining(reason));
});

test('never a clear method where it is not allowed', () => {
  fc.assert(
    fc.property(someOffer, someWish, (offer, wish) => {
      expect(chosen(offer, wish, false, false)?.filter(sendsPassword) ?? []).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('never a weaker method before a stronger, and none twice', () => {
  fc.assert(
    fc.property(someOffer, someWish, fc.boolean(), fc.boolean(), (offer, wish, encrypted, allowClear) => {
      const strengths = (chosen(offer, wish, encrypted, allowClear) ?? []).map((method) =>
        AUTHENTICATION_METHODS.indexOf(method),
      );
      expect(strengths).toEqual([...new Set(strengths)].toSorted((a, b) => a - b));
    }),
  );
});

test('a named wish never gives another method', () => {
  fc.assert(
    fc.property(someOffer, someMethod, fc.boolean(), (offer, wish, encrypted) => {
      const others = chosen(offer, wish, encrypted, false)?.filter((method) => method !== wish);
      expect(others ?? []).toEqual([]);
    }),
  );
});

test('an empty choice is never returned', () => {
  fc.assert(
    fc.property(someOffer, someWish, fc.boolean(), (offer, wish, encrypted) => {
      expect(chosen(offer, wish, encrypted, false)).not.toEqual([]);
    }),
  );
});

/** Undefined where no method is available; any other error is the test's failure. */
function chosen(
  offer: Offer,
  wish: 'auto' | AuthenticationMethod,
  encrypted: boolean,
  allowClear: boolean,
): AuthenticationMethod[] | undefined {
  try {
    return chooseMechanisms(offer, wish, encrypted, allowClear);
  } catch (error) {
    if (error instanceof AuthenticationUnavailableError) return undefined;
    throw error;
  }
}

test('the methods that send the password are these', () => {
  expect(AUTHENTICATION_METHODS.filter(sendsPassword)).toEqual(['plain', 'login', 'user']);
});
