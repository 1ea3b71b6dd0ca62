/** What the program does when the server or the line misbehaves: a clear error, and nothing lost or doubled. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCertificate, type CertificateWithKey } from '../../electron/demo/certificate.ts';
import type { Misbehaviour, Pop3ServerOptions } from '../../electron/demo/server-options.ts';
import { TlsServer } from '../support/tls-server.ts';
import { ALL, MAIL, MailboxOnTrial } from '../support/mailbox-on-trial.ts';

let mailbox: MailboxOnTrial;

beforeEach(() => {
  mailbox = new MailboxOnTrial();
});

afterEach(async () => {
  await mailbox[Symbol.asyncDispose]();
});

const serve: MailboxOnTrial['serve'] = (options) => mailbox.serve(options);
const fetchFrom: MailboxOnTrial['fetch'] = (port, wish) => mailbox.fetch(port, wish);
const delivered: MailboxOnTrial['delivered'] = () => mailbox.delivered();

function on(command: string, misbehaviour: Misbehaviour): NonNullable<Pop3ServerOptions['misbehave']> {
  return (line) => (line === command ? misbehaviour : undefined);
}

describe('every way to talk to a server delivers the same', () => {
  it.each([
    ['pipelined', {}],
    ['one command at a time', { capabilities: { pipelining: false } }],
    ['octet by octet', { segmentOctets: 1 }],
    ['without CAPA', { capabilities: { capa: false } }],
    ['without UIDL', { capabilities: { uidl: false } }],
    ['without UIDL and TOP', { capabilities: { uidl: false, top: false } }],
    ['without SASL', { capabilities: { sasl: [] } }],
  ] satisfies [string, Partial<Pop3ServerOptions>][])('%s, once', async (_how, options) => {
    const port = await serve(options);
    const first = await fetchFrom(port);
    expect(first.error).toBeUndefined();
    expect(first.counts.retrieved).toBe(MAIL.length);
    expect((await fetchFrom(port)).counts).toMatchObject({ retrieved: 0, skipped: MAIL.length });
    expect(await delivered()).toEqual(ALL);
  });
});

describe('a session that breaks', () => {
  it.each<[string, string, Misbehaviour, string]>([
    ['in mid-message', 'RETR 4', { replyThenCut: '+OK\r\nSubject: On do' }, 'connection-lost'],
    ['with garbage', 'RETR 4', { reply: 'what?\r\n' }, 'not-pop3'],
    ['with silence', 'RETR 4', { silent: true }, 'timeout'],
    ['in the listing', 'UIDL', { replyThenCut: '+OK\r\n1 a\r\n2' }, 'connection-lost'],
    ['with a nonsense listing', 'UIDL', { reply: '+OK\r\n-1 a\r\n.\r\n' }, 'malformed-listing'],
    ['with listings that disagree', 'UIDL', { reply: '+OK\r\n1 a\r\n1 b\r\n.\r\n' }, 'listings-disagree'],
    ['at QUIT', 'QUIT', { replyThenCut: '' }, 'deletion-unconfirmed'],
    ['at DELE', 'DELE 2', { replyThenCut: '' }, 'connection-lost'],
  ])('%s says so, and the next one ends what it began', async (_how, command, misbehaviour, code) => {
    const broken = await fetchFrom(await serve({ misbehave: on(command, misbehaviour) }), { remove: true });
    expect([code, 'deletion-unconfirmed']).toContain(broken.error?.code);
    expect(mailbox.server.maildrop('me').messages).toHaveLength(MAIL.length);
    const next = await fetchFrom(await serve(), { remove: true });
    expect(next.error).toBeUndefined();
    expect(await delivered()).toEqual(ALL);
    expect(mailbox.server.maildrop('me').messages).toHaveLength(0);
  });

  it('after a DELE whose answer was lost deletes only what is here', async () => {
    await fetchFrom(await serve({ misbehave: on('DELE 1', { replyThenCut: '' }) }), { remove: true });
    const next = await fetchFrom(await serve(), { remove: true });
    expect(next.counts).toMatchObject({ deleted: MAIL.length, failed: 0 });
    expect(await delivered()).toEqual(ALL);
  });
});

describe('a server that forgets', () => {
  it('deletions that it confirmed does not make us fetch again', async () => {
    await fetchFrom(await serve(), { remove: true });
    mailbox.server.maildrop('me').add(...MAIL);
    const next = await fetchFrom(await serve(), { remove: true });
    expect(next.counts).toMatchObject({ retrieved: 0, deleted: MAIL.length });
    expect(await delivered()).toEqual(ALL);
  });

  it('that a unique-id is taken does not make us miss the new message', async () => {
    await fetchFrom(await serve(), { remove: true });
    const other = Buffer.from('Subject: another\r\n\r\nunder an old unique-id\r\n');
    mailbox.server.maildrop('me').add({ uidl: 'dots-4', octets: other });
    expect((await fetchFrom(await serve(), { remove: true })).counts.retrieved).toBe(1);
    expect(await delivered()).toHaveLength(MAIL.length + 1);
  });
});

describe('one odd message', () => {
  it('that is refused does not keep the others back', async () => {
    const { counts, error } = await fetchFrom(
      await serve({ misbehave: on('RETR 3', { reply: '-ERR expunged\r\n' }) }),
    );
    expect(counts).toMatchObject({ retrieved: MAIL.length - 1, failed: 1 });
    expect(error?.kind).toBe('refused');
  });

  it('shorter than announced is delivered with a warning and never deleted', async () => {
    const short = { reply: '+OK\r\nSubject: cut\r\n\r\noff\r\n.\r\n' };
    const { counts } = await fetchFrom(await serve({ misbehave: on('RETR 3', short) }), { remove: true });
    expect(counts).toMatchObject({ retrieved: MAIL.length, deleted: MAIL.length - 1 });
    expect(mailbox.log).toContainEqual(
      expect.objectContaining({ eventType: 'warning', code: 'short-message' }),
    );
    const again = await fetchFrom(await serve(), { remove: true });
    expect(again.counts).toMatchObject({ retrieved: 0, deleted: 0 });
    expect(mailbox.server.maildrop('me').messages).toHaveLength(1);
  });

  it('that shares its unique-id with another is fetched as well', async () => {
    const { counts } = await fetchFrom(
      await serve({ maildrops: { me: MAIL.map((message) => ({ ...message, uidl: 'same' })) } }),
      { remove: true },
    );
    expect(counts).toMatchObject({ retrieved: MAIL.length, deleted: MAIL.length });
    expect(await delivered()).toEqual(ALL);
  });
});

describe('a login', () => {
  it.each<[string, Misbehaviour, string]>([
    ['[IN-USE]', { reply: '-ERR [IN-USE] locked\r\n' }, 'maildrop-in-use'],
    ['[SYS/TEMP]', { reply: '-ERR [SYS/TEMP/DISK] later\r\n' }, 'server-temporary'],
    ['[LOGIN-DELAY]', { reply: '-ERR [LOGIN-DELAY] wait\r\n' }, 'login-delay'],
    ['[AUTH]', { reply: '-ERR [AUTH] no\r\n' }, 'authentication-refused'],
  ])('that is refused with %s says why', async (_code, misbehaviour, code) => {
    const misbehave = on('PASS secret', misbehaviour);
    const port = await serve({ misbehave, capabilities: { sasl: [], apop: false } });
    expect((await fetchFrom(port)).error?.code).toBe(code);
  });

  it('tries one weaker method after a refused proof, and no more', async () => {
    const port = await serve();
    const credentials = { username: 'me', password: 'wrong' };
    expect((await fetchFrom(port, { request: { credentials } })).error?.kind).toBe('authentication');
    const attempts = mailbox.server.commands
      .filter((line) => /^(AUTH|APOP|PASS)/.test(line))
      .map((line) => line.slice(0, 18));
    expect(attempts).toEqual(['AUTH SCRAM-SHA-256', expect.stringMatching(/^AUTH PLAIN/)]);
  });

  it('with a line break in the password is refused before it reaches the wire', async () => {
    const port = await serve();
    const credentials = { username: 'me', password: 'x\r\nDELE 1' };
    expect((await fetchFrom(port, { request: { credentials } })).error?.code).toBe('control-character');
    expect(mailbox.server.commands.some((line) => line.includes('DELE'))).toBe(false);
  });

  it('leaves no password in the protocol events', async () => {
    await fetchFrom(await serve({ capabilities: { sasl: ['PLAIN'], apop: false } }));
    await fetchFrom(await serve({ capabilities: { sasl: [], apop: false } }));
    expect(mailbox.log.some(({ message }) => message.includes('PASS ***'))).toBe(true);
    const everything = JSON.stringify(mailbox.log);
    expect(everything).not.toContain('secret');
    expect(everything).not.toContain(Buffer.from('\0me\0secret').toString('base64'));
  });
});

describe('encryption', () => {
  const names = { dns: ['localhost'], ip: ['127.0.0.1'] };
  const day = 24 * 3600 * 1000;
  const from = (days: number): Date => new Date(Date.now() + days * day);
  const certificate = (wish: object = {}): Promise<CertificateWithKey> =>
    createCertificate({
      commonName: 'localhost',
      altNames: names,
      notBefore: from(-2),
      notAfter: from(2),
      ...wish,
    });
  const noPassword = (): void => {
    expect(mailbox.server.commands.filter((line) => /AUTH|USER|PASS|APOP/.test(line))).toEqual([]);
  };

  it.each(['tls', 'starttls'] as const)('by %s works with an own authority', async (encryption) => {
    const authority = await certificate({ commonName: 'Authority', isAuthority: true });
    const tls = await certificate({ issuer: authority });
    const port = await serve({ tls, implicitTls: encryption === 'tls' });
    const { counts, error } = await fetchFrom(port, { encryption, address: { ca: authority.certificate } });
    expect(error).toBeUndefined();
    expect(counts.retrieved).toBe(MAIL.length);
    expect(mailbox.server.commands.filter((line) => !line.startsWith('TLS: '))).toEqual(
      encryption === 'tls' ? [] : ['CAPA', 'STLS'],
    );
  });

  const WRONG: readonly [what: string, wish: object, trust: 'itself' | 'nobody', code: string][] = [
    ['self-signed', {}, 'nobody', 'certificate-self-signed'],
    ['expired', { notAfter: from(-1) }, 'itself', 'certificate-expired'],
    ['not yet valid', { notBefore: from(1) }, 'itself', 'certificate-not-yet-valid'],
    [
      'for another name',
      { altNames: { dns: ['other.example.org'], ip: [] } },
      'itself',
      'certificate-wrong-name',
    ],
    ['for another address', { altNames: { dns: [], ip: ['127.0.0.2'] } }, 'itself', 'certificate-wrong-name'],
    [
      'for other hosts of a domain',
      { altNames: { dns: ['*.localhost'], ip: [] } },
      'itself',
      'certificate-wrong-name',
    ],
    ['for every host of all', { altNames: { dns: ['*'], ip: [] } }, 'itself', 'certificate-wrong-name'],
    ['for a host in its common name alone', { altNames: undefined }, 'itself', 'certificate-wrong-name'],
    ['for clients', { purpose: 'client' }, 'itself', 'certificate-wrong-purpose'],
  ];
  it.each(WRONG)('ends before the login for a certificate that is %s', async (_what, wish, trust, code) => {
    const tls = await certificate(wish);
    const port = await serve({ tls });
    const address = { host: 'localhost', ...(trust === 'itself' ? { ca: tls.certificate } : {}) };
    const { error } = await fetchFrom(port, { encryption: 'starttls', address });
    expect(error?.code).toBe(code);
    expect(error?.message).toContain('SHA-256');
    noPassword();
  });

  it('ends before the login for a certificate of an unknown authority', async () => {
    const authority = await certificate({ commonName: 'Authority', isAuthority: true });
    const other = await certificate({ commonName: 'Another authority', isAuthority: true });
    const port = await serve({ tls: await certificate({ issuer: authority }), implicitTls: true });
    const { error } = await fetchFrom(port, { encryption: 'tls', address: { ca: other.certificate } });
    expect(error?.code).toBe('certificate-unknown-issuer');
    noPassword();
  });

  it('ends before the login for a certificate of somebody who is no authority', async () => {
    const authority = await certificate({ commonName: 'Authority', isAuthority: true });
    const anybody = await certificate({ commonName: 'anybody.example.org', issuer: authority });
    const { certificate: leaf, key } = await certificate({ issuer: anybody });
    const tls = { certificate: `${leaf}\n${anybody.certificate}`, key };
    const port = await serve({ tls, implicitTls: true });
    const { error } = await fetchFrom(port, { encryption: 'tls', address: { ca: authority.certificate } });
    expect(error?.kind).toBe('tls');
    noPassword();
  });

  it('takes no other certificate than the pinned one, whoever signed it', async () => {
    const tls = await certificate();
    const port = await serve({ tls, implicitTls: true });
    const address = { ca: tls.certificate, fingerprint: '0'.repeat(64) };
    const { error } = await fetchFrom(port, { encryption: 'tls', address });
    expect(error?.code).toBe('certificate-changed');
    noPassword();
  });

  it('ends before the login for a certificate on a weak key', async () => {
    const tls = await certificate({ rsaBits: 1024 });
    const options = { cert: tls.certificate, key: tls.key, ciphers: 'DEFAULT@SECLEVEL=0' };
    await using weak = await TlsServer.listen(options, (socket) => socket.write('+OK ready\r\n'));
    const { error } = await fetchFrom(weak.port, { encryption: 'tls', address: { ca: tls.certificate } });
    expect(error?.code).toBe('certificate-weak');
    expect(error?.message).toContain('1024 bits');
    expect(weak.received).toBe('');
  });

  it('is not talked down to a version of TLS before 1.2', async () => {
    const tls = await certificate({ rsaBits: 2048 });
    await using old = await TlsServer.listen({
      ...{ cert: tls.certificate, key: tls.key },
      ...{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    });
    const { error } = await fetchFrom(old.port, { encryption: 'tls', address: { ca: tls.certificate } });
    expect(error?.code).toBe('tls-too-old');
    expect(old.received).toBe('');
  });

  it('is not begun anew by the server, with a certificate that nobody would look at', async () => {
    const tls = await certificate({ rsaBits: 2048 });
    await using renegotiating = await TlsServer.listen(
      { cert: tls.certificate, key: tls.key, maxVersion: 'TLSv1.2' },
      (socket) => {
        socket.write('+OK ready\r\n');
        socket.once('data', () => socket.renegotiate({}, () => socket.write('-ERR\r\n')));
      },
    );
    const address = { ca: tls.certificate };
    const { error } = await fetchFrom(renegotiating.port, { encryption: 'tls', address });
    expect(error?.code).toBe('connection-lost');
    expect(renegotiating.received).toBe('CAPA\r\n');
  });

  it('tells clear text on a TLS port from TLS', async () => {
    const port = await serve();
    expect((await fetchFrom(port, { encryption: 'tls' })).error?.code).toBe('plain-on-tls-port');
    noPassword();
  });

  it.each<[string, Partial<Pop3ServerOptions>, string]>([
    ['is not offered', { capabilities: { stls: false } }, 'starttls-not-offered'],
    ['is refused', { misbehave: on('STLS', { reply: '-ERR no\r\n' }) }, 'starttls-refused'],
    [
      'is answered with nonsense instead of a handshake',
      { misbehave: on('STLS', { segments: ['+OK\r\n', '+OK injected\r\n+OK\r\n'] }) },
      'plain-on-tls-port',
    ],
    [
      'comes with octets in clear',
      { misbehave: on('STLS', { reply: '+OK\r\n+OK injected\r\n' }) },
      'octets-before-tls',
    ],
  ])('ends before the login where STLS %s', async (_what, options, code) => {
    const port = await serve({ tls: await certificate(), ...options });
    expect((await fetchFrom(port, { encryption: 'starttls' })).error?.code).toBe(code);
    noPassword();
  });
});
