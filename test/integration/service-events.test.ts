import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCertificate } from '../../electron/demo/certificate.ts';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { RpopService } from '../../electron/service/rpop-service.ts';
import type { ConnectionStatus } from '../../shared/status.ts';
import { type GatedProxy, startGatedProxy } from '../support/gated-proxy.ts';
import { type Workplace, workplace } from '../support/rpop.ts';
import { draft, openService } from '../support/service.ts';
import { Told } from '../support/told.ts';

const mail = (number: number) => ({
  uidl: `a${number}`,
  octets: Buffer.from(
    `From: Sender ${number} <s${number}@example.org>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe_${number}?=\r\n\r\nBody.\r\n`,
  ),
});

describe('the service tells', () => {
  let place: Workplace;
  let server: Pop3Server;
  let gate: GatedProxy;
  let service: RpopService;
  let told: Told;
  beforeEach(async () => {
    place = workplace();
    server = new Pop3Server({
      users: { box: 'secret' },
      maildrops: { box: [1, 2, 3, 4, 5].map(mail) },
    });
    gate = await startGatedProxy((await server.listen()).port);
    service = await openService(place.data);
    told = new Told(service);
    service.start({ schedule: false });
  });
  afterEach(async () => {
    gate.open();
    await service.stop();
    await gate.stop();
    await server.close();
    place[Symbol.dispose]();
  });
  const add = (password = 'secret', port = gate.port) =>
    service.addConnection({ draft: draft('box', port, { folder: 'In/Box' }), password });
  const box = (): ConnectionStatus | undefined => service.status().connections[0];

  test('of new mail, with the newest three, and counts it until it was seen, over a restart too', async () => {
    gate.open();
    const { id } = await add();
    await service.fetch({ connection: 'box', larger: false });
    expect(told.of('new-mail')).toEqual([
      {
        type: 'new-mail',
        connection: id,
        folder: 'In/Box',
        messages: 5,
        samples: [5, 4, 3].map((number) => ({
          from: `Sender ${number} <s${number}@example.org>`,
          subject: `Grüße ${number}`,
        })),
      },
    ]);
    expect(box()).toMatchObject({ unseen: 5 });

    // Nothing new is nothing to tell.
    await service.fetch({ connection: 'box', larger: false });
    expect(told.of('new-mail')).toHaveLength(1);

    await service.stop();
    service = await openService(place.data);
    told = new Told(service);
    expect(box()).toMatchObject({ unseen: 5 });
    service.seen({ connection: 'box' });
    expect(box()).toMatchObject({ unseen: 0 });
    const changed = await told.until(() => told.of('status-changed')[0]);
    expect([...changed.ids]).toEqual([id]);
    await service.stop();
    service = await openService(place.data);
    expect(box()).toMatchObject({ unseen: 0 });
  });

  test('what each thread runs, and ends the session that runs without fetching it again at once', async () => {
    const { id } = await add();
    const fetched = service.fetch({ connection: 'box', larger: false });
    const [session] = await told.until(() => {
      const sessions = service.status().threads?.sessions ?? [];
      return sessions[0]?.thread === undefined ? undefined : sessions;
    });
    expect(session).toEqual({
      connection: id,
      thread: expect.any(Number),
      startedAt: expect.any(Number),
    });
    expect(box()).toMatchObject({ state: 'fetching' });
    await gate.untilWaiting(1);

    service.cancelFetch({ connection: 'box' });
    expect(await fetched).toMatchObject({ retrieved: 0, error: { code: 'cancelled' } });
    await told.until(() => (box()?.state === 'fetching' ? undefined : true));
    expect(service.status().threads).toMatchObject({ running: 0, sessions: [] });
    expect(box()).toMatchObject({ failures: 0, attention: false });
    expect(told.of('new-mail')).toEqual([]);
  });

  test('how the status of a connection changes, and of the configuration', async () => {
    gate.open();
    const { id } = await add();
    expect(told.of('configuration-changed')).toHaveLength(1);
    await service.fetch({ connection: 'box', larger: false });
    await told.until(() => told.of('status-changed').find(({ ids }) => ids.has(id)));

    service.pause({ connection: 'box' });
    expect(box()).toMatchObject({ paused: true });
    service.resume({ connection: 'box' });
    expect(box()).toMatchObject({ paused: false });
    service.pause({ connection: 'box', until: Date.now() - 1 });
    expect(box()).toMatchObject({ paused: false });

    await service.changeSettings({ desktop: { appearance: 'dark' } });
    await service.removeConnection({ connection: 'box', forget: true });
    expect(told.of('configuration-changed')).toHaveLength(3);
  });

  test('of a folder that was made before its first mail', async () => {
    await service.createFolder({ folder: 'In/Later' });
    expect(told.of('folder-created')).toEqual([{ type: 'folder-created', folder: 'In/Later' }]);
    await expect(service.createFolder({ folder: '../out' })).rejects.toMatchObject({ code: 'folder-name' });
    expect(told.of('folder-created')).toHaveLength(1);
  });

  test('that only the user can go on, and goes on when the user did', async () => {
    gate.open();
    await add('wrong');
    expect(box()).toMatchObject({ attention: false });
    const refused = await service.fetch({ connection: 'box', larger: false });
    expect(refused.error?.code).toBe('authentication-refused');
    await told.until(() => (box()?.attention ? true : undefined));
    expect(box()).toMatchObject({ state: 'held', last: { error: { code: 'authentication-refused' } } });

    await service.editConnection({ connection: 'box', changes: {}, password: 'secret' });
    expect(box()).toMatchObject({ attention: false, failures: 0 });
    expect(await service.fetch({ connection: 'box', larger: false })).toMatchObject({ retrieved: 5 });
  });

  test('that a certificate is not trusted, until the user accepts it', async () => {
    gate.open();
    const day = 24 * 3_600_000;
    const tls = await createCertificate({
      commonName: 'localhost',
      altNames: { dns: ['localhost'], ip: [] },
      notBefore: new Date(Date.now() - day),
      notAfter: new Date(Date.now() + day),
    });
    const users = { box: 'secret' };
    const maildrops = { box: [mail(1)] };
    const encrypted = new Pop3Server({ users, maildrops, tls, implicitTls: true });
    try {
      const { port } = await encrypted.listen();
      const more = { host: 'localhost', encryption: 'tls' } as const;
      await service.addConnection({ draft: draft('box', port, more), password: 'secret' });
      await service.fetch({ connection: 'box', larger: false });
      await told.until(() => (box()?.attention ? true : undefined));
      const { failure } = await service.test({ connection: 'box' });
      const [remedy] = failure?.remedies ?? [];
      await service.editConnection({ connection: 'box', changes: remedy?.changes ?? {} });
      // Another revision is another connection to the schedule: at once, whatever was before.
      expect(box()).toMatchObject({ attention: false, failures: 0 });
      expect(await service.fetch({ connection: 'box', larger: false })).toMatchObject({ retrieved: 1 });
    } finally {
      await encrypted.close();
    }
  });

  test('what the computer does: asleep, offline, on battery', async () => {
    gate.open();
    await add();
    service.network(false);
    expect(service.status()).toMatchObject({ online: false });
    await told.until(() => told.of('status-changed')[0]);
    service.network(true);
    expect(service.status()).toMatchObject({ online: true });
    service.resume({});
    service.power('suspended');
    expect(box()?.next).toContain('goes to sleep');
    service.power('resumed');
    expect(box()?.next).not.toContain('goes to sleep');
    service.power('battery');
    service.power('mains');
  });

  test('the history of what sessions did, and of what they failed at', async () => {
    gate.open();
    const { id } = await add('wrong');
    const since = Date.now() - 1;
    await service.fetch({ connection: 'box', larger: false });
    await service.fetch({ connection: 'box', larger: false });
    await service.editConnection({ connection: 'box', changes: {}, password: 'secret' });
    await service.fetch({ connection: 'box', larger: false });
    // It finds nothing, and leaves nothing.
    await service.fetch({ connection: 'box', larger: false });

    const span = { from: since, to: Date.now() + 1 };
    const sessions = await service.reader.sessions(span);
    expect(sessions.map(({ retrieved, error }) => [retrieved, error?.code])).toEqual([
      [5, undefined],
      [0, 'authentication-refused'],
      [0, 'authentication-refused'],
    ]);
    for (const session of sessions) {
      expect(session.connection).toBe(id);
      expect(session.startedAt).toBeGreaterThanOrEqual(since);
      expect(session.endedAt).toBeGreaterThanOrEqual(session.startedAt);
    }
    expect(await service.reader.sessions({ ...span, connection: 'box', failures: true })).toHaveLength(2);
    const [day, ...others] = await service.reader.totals({ ...span, every: 'day' });
    expect(others).toEqual([]);
    expect(day).toMatchObject({ messages: 5, sessions: 3, failures: 2, octets: sessions[0]?.octets });

    await service.removeConnection({ connection: 'box', forget: false });
    expect(await service.reader.sessions({ ...span, connection: id })).toHaveLength(3);
    await add();
    const again = service.configuration.connection('box');
    await service.removeConnection({ connection: again.id, forget: true });
    expect(await service.reader.sessions({ ...span, connection: again.id })).toEqual([]);
  });

  test('the whole dialogue of one session, without secrets, and logs none of it', async () => {
    gate.open();
    await add();
    const { events, summary } = await service.dialogue({ connection: 'box' });
    expect(summary).toMatchObject({ retrieved: 5, error: undefined });
    const said = events.filter(({ eventType }) => eventType === 'protocol').map(({ message }) => message);
    expect(said).toContain('C: QUIT');
    expect(said.some((line) => line.startsWith('S: +OK'))).toBe(true);
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(told.of('log').filter(({ eventType }) => eventType === 'protocol')).toEqual([]);
    expect(service.recentEvents({ types: ['protocol'] })).toEqual([]);

    await service.changeSettings({ logging: { eventTypes: ['protocol', 'information'] } });
    await service.dialogue({ connection: 'box' });
    expect(service.recentEvents({ types: ['protocol'], text: 'quit' })).toHaveLength(1);
  });

  test('the last events of the log, by connection, type and text', async () => {
    gate.open();
    const { id } = await add();
    await service.fetch({ connection: 'box', larger: false });
    const ofBox = service.recentEvents({ connection: 'box' });
    expect(ofBox.length).toBeGreaterThan(2);
    expect(ofBox.every(({ connection }) => connection === id)).toBe(true);
    expect(service.recentEvents({ text: 'LOGGED IN' })).toHaveLength(1);
    expect(service.recentEvents({ types: ['error'] })).toEqual([]);
    expect(service.recentEvents({ limit: 1 })).toEqual(service.recentEvents({}).slice(-1));
  });
});
