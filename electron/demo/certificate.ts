import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralName,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and its private key, both PEM. */
export interface CertificateWithKey {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateWish {
  readonly commonName: string;
  /** None at all when left out, as in certificates of old. */
  readonly altNames?: { readonly dns: readonly string[]; readonly ip: readonly string[] };
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Who signs it; itself when left out. */
  readonly issuer?: CertificateWithKey;
  /** May sign others. */
  readonly isAuthority?: boolean;
  /** Anything when left out. */
  readonly purpose?: 'client';
  /** An RSA key of so many bits instead of P-256. */
  readonly rsaBits?: number;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Makes a certificate (RFC 5280) on a fresh P-256 key, for the demo and the tests: nothing secret lies in the project. */
export async function createCertificate(wish: CertificateWish): Promise<CertificateWithKey> {
  const { commonName, altNames, notBefore, notAfter, issuer, isAuthority = false, purpose, rsaBits } = wish;
  const algorithm = rsaBits === undefined ? ALGORITHM : rsa(rsaBits);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const names: JsonGeneralName[] = [
    ...(altNames?.dns ?? []).map((value) => ({ type: 'dns' as const, value })),
    ...(altNames?.ip ?? []).map((value) => ({ type: 'ip' as const, value })),
  ];
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${commonName}`,
    issuer: issuer === undefined ? `CN=${commonName}` : new X509Certificate(issuer.certificate).subject,
    notBefore,
    notAfter,
    signingAlgorithm: issuer === undefined ? algorithm : ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: issuer === undefined ? keys.privateKey : await importKey(issuer.key),
    extensions: [
      new BasicConstraintsExtension(isAuthority),
      ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)]),
      ...(purpose === undefined ? [] : [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])]),
    ],
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return { certificate: certificate.toString('pem'), key: pem('PRIVATE KEY', key) };
}

function rsa(modulusLength: number): webcrypto.RsaHashedKeyGenParams {
  const publicExponent = new Uint8Array([1, 0, 1]);
  return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength, publicExponent };
}

function importKey(key: string): Promise<webcrypto.CryptoKey> {
  const der = Buffer.from(key.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  return webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
}

function pem(label: string, base64: string): string {
  return `-----BEGIN ${label}-----\n${base64.replaceAll(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`;
}
