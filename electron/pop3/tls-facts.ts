import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateFacts } from '../../shared/connection-test.ts';

/** What is worth knowing of a TLS session and the certificate in it. Names are the server's words: untrusted text. */
export interface TlsFacts {
  /** TLSv1.2 or TLSv1.3. */
  readonly protocol: string;
  readonly cipher: string;
  readonly certificate: CertificateFacts;
}

export function tlsFacts(socket: TLSSocket): TlsFacts {
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    certificate: certificateFacts(socket.getPeerCertificate()),
  };
}

/** Node's types promise what an empty object does not hold. */
export function certificateFacts(certificate: Partial<PeerCertificate>): CertificateFacts {
  return {
    subject: commonName(certificate.subject),
    issuer: commonName(certificate.issuer),
    validFrom: certificate.valid_from ?? 'unknown',
    validUntil: certificate.valid_to ?? 'unknown',
    fingerprint: certificate.fingerprint256?.replaceAll(':', '').toLowerCase() ?? 'unknown',
  };
}

export function commonName(name: object | undefined): string {
  const common: unknown = name !== undefined && 'CN' in name ? name.CN : undefined;
  return typeof common === 'string' ? common.slice(0, 200) : 'unnamed';
}
