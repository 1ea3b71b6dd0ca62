import type { ConnectionStatus } from './scheduler-types.ts';

/** Failures of TLS that another try does not cure: what is set, or what the server is, has to change. */
const LASTING_TLS = new Set([
  'certificate-self-signed',
  'certificate-unknown-issuer',
  'certificate-wrong-name',
  'certificate-changed',
  'certificate-expired',
  'certificate-revoked',
  'certificate-weak',
  'certificate-wrong-purpose',
  'plain-on-tls-port',
  'starttls-not-offered',
  'starttls-refused',
  'tls-on-plain-port',
  'tls-too-old',
]);

/** A host of which nobody knows the name. Once it was reached under that name, it is the network. */
const NOT_FOUND = 'host-not-found';

/** Of the machine and of RPOP itself: the next try may well do. */
const PASSING_LOCAL = new Set(['session-crashed', 'worker-died', 'worker-hung', 'ledger-locked']);

/**
 * Whether only the user can end what keeps a connection from being fetched: a password that was refused or is missing,
 * a certificate that is not trusted, a host that was never found. It may be tried again all the same, now and then. A
 * pause changes nothing about it.
 */
export function needsUser({ next, last, loggedIn }: ConnectionStatus): boolean {
  if (next.held && next.reason.kind === 'in-session') return false;
  if (next.held && next.reason.kind === 'disabled') return false;
  if (next.held && (next.reason.kind === 'authentication' || next.reason.kind === 'permanent')) return true;
  if (last?.result.kind !== 'failure') return false;
  const { error, code } = last.result;
  switch (error) {
    case 'tls':
      return LASTING_TLS.has(code);
    case 'connection':
      return code === NOT_FOUND && !loggedIn;
    case 'local':
      return !PASSING_LOCAL.has(code);
    case 'usage':
      return true;
    // Held above, where it is the user's affair.
    case 'authentication':
    case 'refused':
    case 'protocol':
    case 'cancelled':
      return false;
  }
}
