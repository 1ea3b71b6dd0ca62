import type { ConnectionStatus } from './scheduler-types.ts';

/** Failures of TLS that another try does not cure: what is set, or what the server is, has to change. */
const LASTING_TLS = new Set([
  'certificate-self-signed',
  'certificate-unknown-issuer',
  'certificate-wrong-name',
  'certificate-changed',
  'certificate-expired',
  'certificate-revoked',
  'plain-on-tls-port',
  'starttls-not-offered',
  'starttls-refused',
  'tls-on-plain-port',
  'tls-too-old',
]);

/** A host of which nobody knows the name. Once it was reached under that name, it is the network. */
const NOT_FOUND = 'host-not-found';

/**
 * Whether only the user can end what keeps a connection from being fetched: a password that was refused or is missing,
 * a certificate that is not trusted, a host that was never found. It may be tried again all the same, now and then.
 */
export function needsUser({ next, last, loggedIn }: ConnectionStatus): boolean {
  if (next.held && next.reason.kind === 'in-session') return false;
  if (next.held) return next.reason.kind === 'authentication' || next.reason.kind === 'permanent';
  if (next.reason.kind !== 'back-off' || last?.result.kind !== 'failure') return false;
  const { code } = last.result;
  if (next.reason.attention === 'tls') return LASTING_TLS.has(code);
  if (code === NOT_FOUND) return !loggedIn;
  // A worker that died is the machine's affair, not the user's.
  return next.reason.attention !== undefined && !code.startsWith('worker-') && code !== 'session-crashed';
}
