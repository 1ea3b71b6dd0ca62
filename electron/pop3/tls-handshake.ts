import { createHash } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { connect as connectTls, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { TlsError } from './errors.ts';
import type { ServerAddress } from './server-address.ts';
import { explainTlsFailure } from './tls-failure.ts';

/**
 * Runs the TLS handshake over a connected socket (RFC 8314 §3.3 implicit, RFC 2595 §4 after STLS): at least TLS 1.2,
 * SNI, the certificate verified for the host's name. Resolves with the encrypted socket; rejects with a TlsError
 * that says which certificate, which name, which reason. Time limits are the caller's: destroying `socket` ends it.
 */
export function handshake(socket: Socket, address: ServerAddress): Promise<TLSSocket> {
  const pinned = address.fingerprint !== undefined;
  return new Promise((resolve, reject) => {
    const encrypted = connectTls({
      socket,
      host: address.host,
      minVersion: 'TLSv1.2',
      // A pinned certificate is checked below, before anything is sent, instead of its chain.
      rejectUnauthorized: !pinned && address.insecure !== true,
      ...(isIP(address.host) === 0 ? { servername: address.host } : {}),
      ...(address.ca === undefined ? {} : { ca: address.ca }),
    });
    const fail = (error: Error): void => {
      encrypted.destroy();
      reject(explainTlsFailure(error, address, peerCertificate(encrypted)));
    };
    const closed = (): void => {
      fail(Object.assign(new Error('closed during the handshake'), { code: 'ECONNRESET' }));
    };
    encrypted.once('error', fail);
    encrypted.once('close', closed);
    encrypted.once('secureConnect', () => {
      encrypted.off('error', fail);
      encrypted.off('close', closed);
      const mismatch = pinned ? fingerprintMismatch(encrypted, address) : undefined;
      if (mismatch !== undefined) {
        encrypted.on('error', () => undefined);
        encrypted.destroy();
        reject(mismatch);
        return;
      }
      resolve(encrypted);
    });
  });
}

function fingerprintMismatch(socket: TLSSocket, address: ServerAddress): TlsError | undefined {
  const certificate = peerCertificate(socket);
  const found =
    certificate === undefined ? 'none' : createHash('sha256').update(certificate.raw).digest('hex');
  if (found === address.fingerprint) return undefined;
  return new TlsError(`The certificate of ${address.host} is not the one that was accepted: ${found}.`, {
    code: 'certificate-changed',
    hint: 'If the server got a new certificate, compare its fingerprint and accept it; if not, somebody is in between.',
  });
}

/** The certificate the server showed, if it came that far. */
function peerCertificate(socket: TLSSocket): DetailedPeerCertificate | undefined {
  // Before the server's certificate arrived Node gives an empty object, or null on a destroyed socket.
  // Its types do not say so: `raw` is there exactly when a certificate is.
  const certificate = socket.getPeerCertificate(true) as Partial<DetailedPeerCertificate> | null;
  return certificate?.raw === undefined ? undefined : (certificate as DetailedPeerCertificate);
}
