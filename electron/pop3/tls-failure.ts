import type { DetailedPeerCertificate } from 'node:tls';
import type { ErrorCode } from '../../shared/error-codes.ts';
import { TlsError } from './errors.ts';
import type { ServerAddress } from './server-address.ts';
import { certificateFacts, commonName } from './tls-facts.ts';

/** Why a handshake failed, in terms of what the user can see and change. */
export function explainTlsFailure(
  error: Error & { code?: string; reason?: string },
  address: ServerAddress,
  certificate: DetailedPeerCertificate | undefined,
): TlsError {
  const code = error.code ?? '';
  const of = certificate === undefined ? '' : ` (certificate ${describeCertificate(certificate)})`;
  const tlsError = (what: string, name: ErrorCode, hint: string): TlsError =>
    new TlsError(`${what}${of}.`, {
      code: name,
      hint,
      cause: error,
      certificate: certificate === undefined ? undefined : certificateFacts(certificate),
    });

  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return tlsError(
        `The certificate of ${address.host} expired on ${certificate?.valid_to ?? 'an unknown date'}`,
        'certificate-expired',
        "The server's administrator must renew it. Check this computer's clock, too.",
      );
    case 'CERT_NOT_YET_VALID':
      return tlsError(
        `The certificate of ${address.host} is not valid before ${certificate?.valid_from ?? 'an unknown date'}`,
        'certificate-not-yet-valid',
        "Check this computer's clock.",
      );
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return tlsError(
        `The certificate of ${address.host} is self-signed: no authority that this computer trusts vouches for it`,
        'certificate-self-signed',
        'If this is your own server, give its certificate or its authority as CA file.',
      );
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return tlsError(
        `The certificate of ${address.host} was issued by an authority that this computer does not know`,
        'certificate-unknown-issuer',
        "Give the authority's certificate as CA file, or ask the administrator for the missing intermediate certificate.",
      );
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return tlsError(
        `The certificate ${namesOf(certificate)}, not for ${address.host}`,
        'certificate-wrong-name',
        'Use the host name that the provider gives for POP3; it is often not the name of your own domain.',
      );
    case 'CERT_REVOKED':
      return tlsError(
        `The certificate of ${address.host} was revoked`,
        'certificate-revoked',
        'Do not use this server until its administrator has replaced the certificate.',
      );
    case 'INVALID_PURPOSE':
      return tlsError(
        `The certificate of ${address.host} was not issued for servers`,
        'certificate-wrong-purpose',
        'The server shows the wrong one of its certificates: tell its administrator.',
      );
    case 'UNSPECIFIED':
      return tlsError(
        `The certificate of ${address.host} ${weakness(certificate)}`,
        'certificate-weak',
        'Others could forge it: tell the administrator of the server.',
      );
    default:
      return otherTlsFailure(code, error, address, tlsError);
  }
}

/** What OpenSSL refuses without a name that Node passes on: a key or a signature below its security level. */
function weakness(certificate: DetailedPeerCertificate | undefined): string {
  const bits = certificate?.modulus === undefined ? undefined : certificate.bits;
  if (bits !== undefined && bits < 2048) return `has a key of ${bits} bits, and 2048 is the least`;
  return "does not meet today's rules for keys and signatures";
}

function otherTlsFailure(
  code: string,
  error: Error & { reason?: string },
  address: ServerAddress,
  tlsError: (what: string, name: ErrorCode, hint: string) => TlsError,
): TlsError {
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return tlsError(
      `Port ${address.port} of ${address.host} does not speak TLS: it answers in clear`,
      'plain-on-tls-port',
      'Choose starttls for this port, or tls on port 995.',
    );
  }
  if (code.includes('UNSUPPORTED_PROTOCOL') || code.includes('PROTOCOL_VERSION')) {
    return tlsError(
      `${address.host} speaks only versions of TLS older than 1.2`,
      'tls-too-old',
      'Its administrator must update it; older versions can be broken by others on the network.',
    );
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return tlsError(
      `${address.host} closed the connection during the TLS handshake`,
      'tls-closed',
      `Check that port ${address.port} is meant for this kind of encryption.`,
    );
  }
  return tlsError(
    `The TLS handshake with ${address.host} failed: ${error.reason ?? error.message}`,
    'tls-failed',
    'Check host, port and encryption.',
  );
}

function describeCertificate(certificate: DetailedPeerCertificate): string {
  const subject = commonName(certificate.subject);
  const issuer = commonName(certificate.issuer);
  return `"${subject}" issued by "${issuer}", SHA-256 ${certificate.fingerprint256}`;
}

/** Whom the certificate is for, to be followed by ", not …". */
function namesOf(certificate: DetailedPeerCertificate | undefined): string {
  if (certificate === undefined) return 'is for another name';
  // Its type promises a text that is not there without the extension.
  const alternatives: string | undefined = certificate.subjectaltname;
  if (alternatives === undefined) return 'is for no host by name (it has no subject alternative name)';
  return `is for ${shortened(alternatives.replaceAll(/DNS:|IP Address:/g, '').trim())}`;
}

/** A certificate's names are the server's words, and may be as long as it likes. */
function shortened(name: string): string {
  return name.length > 200 ? `${name.slice(0, 200)}…` : name;
}
