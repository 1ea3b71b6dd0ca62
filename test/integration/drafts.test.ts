import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ConnectionDraft } from '../../shared/connection.ts';
import { type CertificateWithKey, createCertificate } from '../../electron/demo/certificate.ts';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { Pop3ServerOptions } from '../../electron/demo/server-options.ts';
import type { RpopService } from '../../electron/service/rpop-service.ts';
import { startGatedProxy } from '../support/gated-proxy.ts';
import { type Workplace, workplace } from '../support/rpop.ts';
import { draft, openService } from '../support/service.ts';
import { Told } from '../support/told.ts';

const DAY = 24 * 3_600_000;
const message = (number: number) => ({
  uidl: `a${number}`,
  octets: Buffer.from(`Subject: ${number}\r\n\r\nBody.\r\n`),
});
const certificateFor = (dns: string): Promise<CertificateWithKey> =>
  createCertificate({
    commonName: dns,
    altNames: { dns: [dns], ip: [] },
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + DAY),
  });

describe('a connection that is still in a form', () => {
  let place: Workplace;
  let service: RpopService;
  let told: Told;
  const servers: Pop3Server[] = [];
  beforeEach(async () => {
    place = workplace();
    service = await openService(place.data);
    told = new Told(service);
  });
  afterEach(async () => {
    await service.stop();
    await Promise.all(servers.splice(0).map((server) => server.close()));
    place[Symbol.dispose]();
  });

  const serve = async (options: Partial<Pop3ServerOptions> = {}): Promise<number> => {
    const maildrops = { box: [1, 2, 3].map(message) };
    const server = new Pop3Server({ users: { box: 'secret' }, maildrops, ...options });
    servers.push(server);
    return (await server.listen()).port;
  };
  const tryIt = (port: number, more: Partial<ConnectionDraft> = {}, password = 'secret') =>
    service.testDraft({ draft: draft('box', port, more), password, token: 't1' });

  test('is tested step by step, each told as it is taken', async () => {
    const port = await serve();
    const { steps, failure } = await tryIt(port);
    expect(failure).toBeUndefined();
    expect(steps.map(({ step }) => step)).toEqual(['look-up', 'connect', 'greeting', 'login', 'messages']);
    expect(told.of('test-step')).toEqual(steps.map((step) => ({ type: 'test-step', token: 't1', step })));
    expect(service.configuration.connections.all).toEqual([]);
  });

  test('is tested with the password that is kept, where none is given', async () => {
    const port = await serve();
    await service.addConnection({ draft: draft('box', port), password: 'secret' });
    const changed = draft('box', port, { authentication: 'apop' });
    const { failure, steps } = await service.testDraft({ draft: changed, connection: 'box', token: 't' });
    expect(failure).toBeUndefined();
    expect(steps.find(({ step }) => step === 'login')?.found).toContain('apop');
    expect(service.configuration.connection('box').authentication).toBe('auto');
    await expect(service.testDraft({ draft: draft('other', port), token: 't' })).rejects.toMatchObject({
      code: 'no-password',
    });
    await expect(
      service.testDraft({ draft: { name: 'x' }, password: 'p', token: 't' }),
    ).rejects.toMatchObject({ code: 'invalid-connection' });
  });

  test('with a certificate that nobody vouches for is shown it, and passes once it is accepted', async () => {
    const port = await serve({ tls: await certificateFor('localhost'), implicitTls: true });
    const more = { host: 'localhost', encryption: 'tls' } as const;
    const { failure } = await tryIt(port, more);
    expect(failure).toMatchObject({
      step: 'encrypt',
      error: { code: 'certificate-self-signed' },
      certificate: {
        subject: 'localhost',
        issuer: 'localhost',
        validFrom: expect.stringContaining('GMT'),
        validUntil: expect.stringContaining('GMT'),
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      remedies: [{ changes: { fingerprint: failure?.certificate?.fingerprint } }],
    });
    const accepted = await tryIt(port, { ...more, ...failure?.remedies?.[0]?.changes });
    expect(accepted.failure).toBeUndefined();
    expect(accepted.steps.find(({ step }) => step === 'encrypt')?.certificate).toEqual(failure?.certificate);

    const other = await tryIt(port, { ...more, fingerprint: 'ab'.repeat(32) });
    expect(other.failure).toMatchObject({
      error: { code: 'certificate-changed' },
      certificate: failure?.certificate,
      remedies: [{ changes: { fingerprint: failure?.certificate?.fingerprint } }],
    });
  });

  test('with the wrong kind of encryption is told the right one, which then works', async () => {
    const tls = await certificateFor('localhost');
    const plain = await serve({ tls });
    const encrypted = await serve({ tls, implicitTls: true });
    const without = await serve({ tls, capabilities: { stls: false } });

    const first = await tryIt(plain, { host: 'localhost', encryption: 'tls' });
    expect(first.failure).toMatchObject({
      step: 'encrypt',
      error: { code: 'plain-on-tls-port' },
      remedies: [{ changes: { encryption: 'starttls', port: plain } }, {}],
    });
    const second = await tryIt(encrypted, { host: 'localhost', encryption: 'starttls', timeoutSeconds: 3 });
    expect(second.failure).toMatchObject({
      error: { code: 'tls-on-plain-port' },
      remedies: [{ changes: { encryption: 'tls', port: encrypted } }],
    });
    const third = await tryIt(without, { host: 'localhost', encryption: 'starttls' });
    expect(third.failure).toMatchObject({
      error: { code: 'starttls-not-offered' },
      remedies: [{ changes: { encryption: 'tls', port: 995 } }],
    });
  });

  test('with a method that the server does not offer is told to let RPOP choose', async () => {
    const port = await serve({ capabilities: { sasl: ['PLAIN'] } });
    const { failure } = await tryIt(port, { authentication: 'scram-sha-256' });
    expect(failure).toMatchObject({
      step: 'login',
      error: { code: 'authentication-unavailable' },
      remedies: [{ changes: { authentication: 'auto' } }],
    });
  });

  test('whose test is cancelled ends at once, whatever the server does', async () => {
    const gate = await startGatedProxy(await serve());
    try {
      const tested = tryIt(gate.port);
      await gate.untilWaiting(1);
      service.cancelDraft({ token: 'another' });
      service.cancelDraft({ token: 't1' });
      expect((await tested).failure).toMatchObject({ error: { code: 'cancelled' } });
    } finally {
      await gate.stop();
    }
  });

  test('whose preview is cancelled ends it, and with it the session at the server', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    try {
      const connected = once(server, 'connection') as Promise<[Socket]>; // net: its one argument
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo; // of a listening TCP server
      const preview = service.previewDraft({ draft: draft('box', port), password: 'secret', token: 't1' });
      const outcome = preview.catch((error: unknown) => error);
      const [socket] = await connected;
      const closed = once(socket, 'close');
      socket.write('+OK ready\r\n');
      // It answers no command.
      await once(socket, 'data');
      service.cancelDraft({ token: 'another' });
      service.cancelDraft({ token: 't1' });
      expect(await outcome).toMatchObject({ code: 'cancelled' });
      await closed;
      expect(told.of('log')).toEqual([]);
    } finally {
      server.close();
    }
  });

  test('is previewed with its totals, and leaves no trace anywhere', async () => {
    const port = await serve();
    const preview = await service.previewDraft({
      token: 't',
      draft: draft('box', port, { afterTransfer: { policy: 'delete' }, messagesPerSession: 2 }),
      password: 'secret',
    });
    expect(preview.messages).toHaveLength(3);
    const octets = message(1).octets.length;
    expect(preview.summary).toEqual({
      retrieve: { messages: 2, octets: 2 * octets },
      delete: { messages: 0, octets: 0 },
      skip: { messages: 1, octets },
    });
    expect(existsSync(join(place.data, 'mail'))).toBe(false);
    expect(mailboxes()).toEqual([]);
    expect(told.of('log')).toEqual([]);
    await expect(
      service.previewDraft({ draft: draft('box', port), password: 'wrong', token: 't' }),
    ).rejects.toMatchObject({ code: 'authentication-refused' });
  });

  test('is previewed by what is known of the mailbox that it is, and as new at another host', async () => {
    const port = await serve();
    await service.addConnection({ draft: draft('box', port), password: 'secret' });
    service.start({ schedule: false });
    await service.fetch({ connection: 'box', larger: false });
    const same = await service.previewDraft({
      token: 't',
      draft: draft('box', port, { afterTransfer: { policy: 'delete' } }),
      connection: 'box',
    });
    expect(same.summary.delete.messages).toBe(3);
    // The password that is kept goes to no other host.
    const elsewhere = { draft: draft('box', port, { host: 'localhost' }), connection: 'box', token: 't' };
    await expect(service.previewDraft(elsewhere)).rejects.toMatchObject({ code: 'password-for-host' });
    await expect(service.testDraft(elsewhere)).rejects.toMatchObject({
      code: 'password-for-host',
    });
    const moved = await service.previewDraft({ ...elsewhere, password: 'secret' });
    expect(moved.summary.retrieve.messages).toBe(3);
    expect(mailboxes()).toEqual([`box@127.0.0.1:${port}`]);
  });

  test('is previewed message by message up to a thousand, those that are fetched before those that are left', async () => {
    const many = Array.from({ length: 1_500 }, (_, index) => message(index));
    const port = await serve({ maildrops: { box: many } });
    const { messages, summary } = await service.previewDraft({
      token: 't',
      draft: draft('box', port, { messagesPerSession: 900, order: 'newest' }),
      password: 'secret',
    });
    expect(messages).toHaveLength(1_000);
    expect(messages.filter(({ action }) => action === 'retrieve')).toHaveLength(900);
    expect(summary).toMatchObject({ retrieve: { messages: 900 }, skip: { messages: 600 } });
  });

  function mailboxes(): string[] {
    const database = new DatabaseSync(join(place.data, 'ledger.sqlite'));
    try {
      return database
        .prepare('SELECT key FROM mailbox')
        .all()
        .map(({ key }) => String(key));
    } finally {
      database.close();
    }
  }
});
