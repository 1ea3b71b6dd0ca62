import type { TLSSocket } from 'node:tls';

/** What is worth knowing of a TLS session and the certificate in it. Names are the server's words: untrusted text. */
export interface TlsFacts {
  /** TLSv1.2 or TLSv1.3. */
  readonly protocol: string;
  readonly cipher: string;
  readonly subject: string;
  readonly issuer: string;
  /** As OpenSSL writes it. */
  readonly validUntil: string;
  /** SHA-256, hex with colons. */
  readonly fingerprint: string;
}

export function tlsFacts(socket: TLSSocket): TlsFacts {
  // Node's types promise what an empty object does not hold.
  const certificate = socket.getPeerCertificate() as Partial<ReturnType<TLSSocket['getPeerCertificate']>>;
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    subject: commonName(certificate.subject),
    issuer: commonName(certificate.issuer),
    validUntil: certificate.valid_to ?? 'unknown',
    fingerprint: certificate.fingerprint256 ?? 'unknown',
  };
}

function commonName(name: object | undefined): string {
  const common: unknown = name !== undefined && 'CN' in name ? name.CN : undefined;
  return typeof common === 'string' ? common.slice(0, 200) : 'unnamed';
}
