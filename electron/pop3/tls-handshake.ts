import { constants, createHash } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import {
  checkServerIdentity,
  connect as connectTls,
  type DetailedPeerCertificate,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls';
import { TlsError } from './errors.ts';
import type { ServerAddress } from './server-address.ts';
import { certificateFacts } from './tls-facts.ts';
import { explainTlsFailure } from './tls-failure.ts';

/**
 * Runs the TLS handshake over a connected socket (RFC 8314 §3.3 implicit, RFC 2595 §4 after STLS): at least TLS 1.2,
 * SNI, the certificate verified for the host's name. Resolves with the encrypted socket; rejects with a TlsError
 * that says which certificate, which name, which reason. Time limits are the caller's: destroying `socket` ends it.
 */
export function handshake(socket: Socket, address: ServerAddress): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const encrypted = connectTls({
      socket,
      host: address.host,
      minVersion: 'TLSv1.2',
      // TLS 1.2 lets a server begin another handshake at any time, whose certificate nobody would look at; TLS 1.3 has
      // done away with it (RFC 8446 §1.2).
      secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
      checkServerIdentity: nameMismatch,
      // Judged below, before anything is sent: Node would drop the certificate that the error has to name.
      rejectUnauthorized: false,
      ...(isIP(address.host) === 0 ? { servername: address.host } : {}),
      ...(address.ca === undefined ? {} : { ca: address.ca }),
    });
    const fail = (error: Error): void => {
      const explained = explainTlsFailure(error, address, peerCertificate(encrypted));
      encrypted.destroy();
      reject(explained);
    };
    const closed = (): void => {
      fail(Object.assign(new Error('closed during the handshake'), { code: 'ECONNRESET' }));
    };
    encrypted.once('error', fail);
    encrypted.once('close', closed);
    encrypted.once('secureConnect', () => {
      encrypted.off('error', fail);
      encrypted.off('close', closed);
      const objection = objectionTo(encrypted, address);
      if (objection === undefined) {
        resolve(encrypted);
        return;
      }
      encrypted.on('error', () => undefined);
      encrypted.destroy();
      reject(objection);
    });
  });
}

/**
 * Node takes the common name of a certificate that names no host. RFC 9525 §2 has done away with that: a common name is
 * for people, and authorities do not check it as one.
 */
function nameMismatch(host: string, certificate: PeerCertificate): Error | undefined {
  return checkServerIdentity(host, { ...certificate, subject: { ...certificate.subject, CN: '' } });
}

/** What speaks against the server's certificate: not the pinned one, or, with none pinned, not verified. */
function objectionTo(socket: TLSSocket, address: ServerAddress): TlsError | undefined {
  if (address.fingerprint !== undefined) return fingerprintMismatch(socket, address);
  if (address.insecure === true || socket.authorized) return undefined;
  // Its type is Error, but what Node puts there is the error's code.
  const code = String(socket.authorizationError);
  return explainTlsFailure(Object.assign(new Error(code), { code }), address, peerCertificate(socket));
}

function fingerprintMismatch(socket: TLSSocket, address: ServerAddress): TlsError | undefined {
  const certificate = peerCertificate(socket);
  const found =
    certificate === undefined ? 'none' : createHash('sha256').update(certificate.raw).digest('hex');
  if (found === address.fingerprint) return undefined;
  return new TlsError(`The certificate of ${address.host} is not the one that was accepted: ${found}.`, {
    code: 'certificate-changed',
    hint: 'If the server got a new certificate, compare its fingerprint and accept it; if not, somebody is in between.',
    certificate: certificate === undefined ? undefined : certificateFacts(certificate),
  });
}

/** The certificate the server showed, if it came that far. */
function peerCertificate(socket: TLSSocket): DetailedPeerCertificate | undefined {
  // Before the server's certificate arrived Node gives an empty object, or null on a destroyed socket.
  // Its types do not say so: `raw` is there exactly when a certificate is.
  const certificate = socket.getPeerCertificate(true) as Partial<DetailedPeerCertificate> | null;
  return certificate?.raw === undefined ? undefined : (certificate as DetailedPeerCertificate);
}
