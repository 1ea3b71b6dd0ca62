import { describe, expect, it } from 'vitest';
import { connectionDraftSchema } from '../../../shared/connection.ts';
import { type FailedTest, remediesFor } from '../../../electron/service/test-remedies.ts';

const certificate = {
  subject: 'pop.example.org',
  issuer: 'pop.example.org',
  validFrom: 'Jan  1 00:00:00 2026 GMT',
  validUntil: 'Jan  1 00:00:00 2027 GMT',
  fingerprint: 'ab'.repeat(32),
};
const failed = (more: Partial<FailedTest> = {}): FailedTest => ({
  port: 110,
  encryption: 'starttls',
  authentication: 'auto',
  certificate: undefined,
  ...more,
});
const changesFor = (code: string, more: Partial<FailedTest> = {}) =>
  remediesFor(code, failed(more)).map(({ changes }) => changes);

describe('the remedies for a failed test', () => {
  it('are TLS on the same port, where the port speaks it', () => {
    expect(changesFor('tls-on-plain-port', { port: 9950 })).toEqual([{ encryption: 'tls', port: 9950 }]);
  });

  it('are STARTTLS on the same port, or on 110 instead of 995, where the port answers in clear', () => {
    expect(changesFor('plain-on-tls-port', { port: 110 })[0]).toEqual({ encryption: 'starttls', port: 110 });
    expect(changesFor('plain-on-tls-port', { port: 995 })[0]).toEqual({ encryption: 'starttls', port: 110 });
  });

  it('are TLS on 995, where STARTTLS is not to be had', () => {
    expect(changesFor('starttls-not-offered')).toEqual([{ encryption: 'tls', port: 995 }]);
  });

  it.each([
    'certificate-self-signed',
    'certificate-unknown-issuer',
    'certificate-wrong-name',
    'certificate-changed',
  ])('are to accept the certificate that was seen, for %s', (code) => {
    expect(changesFor(code, { certificate })).toEqual([{ fingerprint: certificate.fingerprint }]);
    expect(changesFor(code)).toEqual([]);
  });

  it('never accept a certificate that expired or was revoked', () => {
    expect(changesFor('certificate-expired', { certificate })).toEqual([]);
    expect(changesFor('certificate-revoked', { certificate })).toEqual([]);
  });

  it('are automatic authentication, unless it was that already', () => {
    expect(changesFor('authentication-unavailable', { authentication: 'cram-md5' })).toEqual([
      { authentication: 'auto' },
    ]);
    expect(changesFor('authentication-unavailable')).toEqual([]);
  });

  it('are none for what only the user or the server can mend', () => {
    for (const code of ['authentication-refused', 'host-not-found', 'timeout']) {
      expect(changesFor(code)).toEqual([]);
    }
  });

  it('are changes that a connection takes', () => {
    const draft = { name: 'a', host: 'pop.example.org', username: 'me' };
    for (const code of [
      'tls-on-plain-port',
      'plain-on-tls-port',
      'starttls-refused',
      'certificate-changed',
    ]) {
      for (const { changes, label } of remediesFor(code, failed({ certificate }))) {
        expect(label).not.toBe('');
        expect(connectionDraftSchema.safeParse({ ...draft, ...changes }).error).toBeUndefined();
      }
    }
  });
});
