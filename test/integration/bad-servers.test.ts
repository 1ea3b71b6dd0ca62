/** What the program does when the server or the line misbehaves: a clear error, and nothing lost or doubled. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCertificate, type CertificateWithKey } from '../../electron/demo/certificate.ts';
import type { Misbehaviour, Pop3ServerOptions } from '../../electron/demo/server-options.ts';
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

  it.each([
    ['self-signed', {}, false, 'certificate-self-signed'],
    ['expired', { notAfter: from(-1) }, true, 'certificate-expired'],
    ['not yet valid', { notBefore: from(1) }, true, 'certificate-not-yet-valid'],
    [
      'for another name',
      { altNames: { dns: ['other.example.org'], ip: [] } },
      true,
      'certificate-wrong-name',
    ],
  ])('ends before the login for a certificate that is %s', async (_what, wish, trusted, code) => {
    const tls = await certificate(wish);
    const port = await serve({ tls });
    const address = trusted ? { ca: tls.certificate } : {};
    const { error } = await fetchFrom(port, { encryption: 'starttls', address });
    expect(error?.code).toBe(code);
    expect(error?.message).toContain('SHA-256');
    noPassword();
  });

  it.each<[string, Partial<Pop3ServerOptions>, string]>([
    ['is not offered', { capabilities: { stls: false } }, 'starttls-not-offered'],
    ['is refused', { misbehave: on('STLS', { reply: '-ERR no\r\n' }) }, 'starttls-refused'],
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
