import { AUTHENTICATION_METHODS } from '../../../shared/connection-choices.ts';
import { RpopError, type ErrorKind } from '../../../shared/errors.ts';

export type AuthenticationMethod = (typeof AUTHENTICATION_METHODS)[number];

/** What the server offers. */
export interface Offer {
  /** The names after SASL in CAPA's answer (RFC 5034 §3), in either case. */
  readonly saslMechanisms: readonly string[];
  /** The greeting holds a timestamp. */
  readonly apop: boolean;
  /** CAPA lists USER (RFC 2449 §6.2). */
  readonly user: boolean;
}

/** The server and we have no method in common, or none that the connection's security allows. */
export class AuthenticationUnavailableError extends RpopError {
  override readonly kind: ErrorKind = 'authentication';
}

/** Whether the method sends the password itself, for anybody on an unencrypted way to read. */
export function sendsPassword(method: AuthenticationMethod): boolean {
  return method === 'plain' || method === 'login' || method === 'user';
}

/**
 * The methods to try, strongest first; a named wish gives that one alone. Methods that send the password are left out
 * when the connection is not encrypted, unless `allowClearPassword`.
 *
 * Never empty: throws AuthenticationUnavailableError, with the code `authentication-unavailable` when the server does
 * not offer what is wished for, and `clear-password` when it does but encryption is missing.
 */
export function chooseMechanisms(
  offer: Offer,
  wish: 'auto' | AuthenticationMethod,
  encrypted: boolean,
  allowClearPassword: boolean,
): AuthenticationMethod[] {
  const wished = AUTHENTICATION_METHODS.filter((method) => wish === 'auto' || method === wish);
  const offered = wished.filter((method) => offers(offer, method));
  const allowed = offered.filter((method) => encrypted || allowClearPassword || !sendsPassword(method));
  if (allowed.length > 0) return allowed;
  throw offered.length > 0 ? clearPassword(offered) : unavailable(offer, wish);
}

function offers(offer: Offer, method: AuthenticationMethod): boolean {
  if (method === 'apop') return offer.apop;
  // A server from before CAPA announces nothing, and USER is what it knows: the last resort.
  if (method === 'user') return offer.user || offer.saslMechanisms.length === 0;
  return offer.saslMechanisms.some((mechanism) => mechanism.toLowerCase() === method);
}

function displayName(method: AuthenticationMethod): string {
  return method === 'user' ? 'USER/PASS' : method.toUpperCase();
}

function clearPassword(offered: readonly AuthenticationMethod[]): AuthenticationUnavailableError {
  const names = offered.map(displayName).join(', ');
  return new AuthenticationUnavailableError(
    `The connection is not encrypted, and ${names} would send the password in clear.`,
    {
      code: 'clear-password',
      hint: 'Choose encryption for this connection, or a method that does not send the password.',
    },
  );
}

function unavailable(offer: Offer, wish: 'auto' | AuthenticationMethod): AuthenticationUnavailableError {
  const names = [
    // RFC 4422 §3.1: what is no mechanism name has no place in a sentence of ours.
    ...offer.saslMechanisms.filter((name) => /^[A-Za-z0-9_-]{1,20}$/.test(name)).slice(0, 20),
    ...(offer.apop ? ['APOP'] : []),
    ...(offer.user ? ['USER/PASS'] : []),
  ];
  const wanted = wish === 'auto' ? 'any authentication method that RPOP knows' : displayName(wish);
  const list = names.length > 0 ? names.join(', ') : 'nothing by name';
  return new AuthenticationUnavailableError(`The server does not offer ${wanted}; it offers ${list}.`, {
    code: 'authentication-unavailable',
    hint:
      wish === 'auto'
        ? 'Ask the provider how POP3 programs log in; some have to be allowed in the account first.'
        : 'Choose automatic authentication, or one of the methods that the server offers.',
  });
}
