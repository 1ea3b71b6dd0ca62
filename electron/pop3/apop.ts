import { createHash } from 'node:crypto';

/** RFC 822 §3.3: an atom, here of printable ASCII without specials. */
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const DOT_ATOM = `${ATOM}(?:\\.${ATOM})*`;
/** RFC 822 §6.2.3: a domain literal; quoted pairs in it are not taken. */
const DOMAIN_LITERAL = '\\[[A-Za-z0-9.:-]+\\]';
const MSG_ID = new RegExp(`<${DOT_ATOM}@(?:${DOT_ATOM}|${DOMAIN_LITERAL})>`);

/**
 * The timestamp of a greeting (RFC 1939 §7) with its angle brackets, or undefined where the server offers no APOP.
 *
 * Strictly an RFC 822 `msg-id` of printable ASCII. Somebody between us and the server who chooses the timestamp freely
 * can find out the password's first octets by MD5 collisions (CVE-2007-1558), which need octets that no msg-id has. For
 * the same reason the quoted forms of a local part, which no server uses, are refused too.
 */
export function apopTimestamp(greeting: string): string | undefined {
  return MSG_ID.exec(greeting)?.[0];
}

/** The proof that APOP sends: MD5 over timestamp and password (RFC 1939 §7), as 32 lower-case hex digits. */
export function apopDigest(timestamp: string, password: string): string {
  return createHash('md5').update(timestamp).update(password).digest('hex');
}
