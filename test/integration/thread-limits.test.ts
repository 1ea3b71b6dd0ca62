import { describe, expect, test } from 'vitest';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import { startGatedProxy } from '../support/gated-proxy.ts';
import { workplace } from '../support/rpop.ts';
import { draft, liveWorkerThreads, openService } from '../support/service.ts';

const MAILBOXES = 50;
const names = Array.from({ length: MAILBOXES }, (_, index) => `user${index}`);
const message = { uidl: '1', octets: Buffer.from('Subject: hello\r\n\r\nHello.\r\n') };

async function startServer(): Promise<{ server: Pop3Server; port: number }> {
  const server = new Pop3Server({
    users: Object.fromEntries(names.map((name) => [name, 'secret'])),
    maildrops: Object.fromEntries(names.map((name) => [name, [message]])),
  });
  return { server, ...(await server.listen()) };
}

describe.skipIf(process.platform !== 'linux')('threads, as the kernel counts them', () => {
  test('never exceed the maximum, follow it while running, and fall back to the minimum', async () => {
    using place = workplace();
    const { server, port } = await startServer();
    const gate = await startGatedProxy(port);
    const threads = { minimum: 1, maximum: 4, sessionsPerThread: 1, sessionsPerHost: 64 };
    const service = await openService(place.data, { threads }, { idleMs: 200 });
    try {
      for (const name of names) {
        await service.addConnection({ draft: draft(name, gate.port), password: 'secret' });
      }
      let most = 0;
      service.subscribe(() => {
        most = Math.max(most, liveWorkerThreads());
      });
      expect(liveWorkerThreads()).toBe(0);

      service.start({ schedule: true });
      await expect.poll(liveWorkerThreads).toBe(1);
      const fetched = names.map((name) => service.fetch({ connection: name, larger: false }));

      await gate.untilWaiting(4);
      expect(service.status().threads).toMatchObject({ threads: 4, running: 4, waiting: MAILBOXES - 4 });
      expect(liveWorkerThreads()).toBe(4);
      expect(gate.waiting).toBe(4);

      await service.changeSettings({ threads: { maximum: 8 } });
      await gate.untilWaiting(8);
      expect(liveWorkerThreads()).toBe(8);
      expect(gate.waiting).toBe(8);

      gate.open();
      const summaries = await Promise.all(fetched);
      expect(summaries.map(({ retrieved, error }) => ({ retrieved, error }))).toEqual(
        names.map(() => ({ retrieved: 1, error: undefined })),
      );
      expect(most).toBe(8);

      await expect.poll(liveWorkerThreads, { timeout: 20_000 }).toBe(1);
      expect(service.status().threads).toMatchObject({ threads: 1, running: 0, waiting: 0 });
    } finally {
      await service.stop();
      await gate.stop();
      await server.close();
    }
  });

  test('run no more sessions at one server than allowed', async () => {
    using place = workplace();
    const { server, port } = await startServer();
    const gate = await startGatedProxy(port);
    const threads = { minimum: 0, maximum: 4, sessionsPerThread: 8, sessionsPerHost: 3 };
    const service = await openService(place.data, { threads });
    try {
      for (const name of names.slice(0, 10)) {
        await service.addConnection({ draft: draft(name, gate.port), password: 'secret' });
      }
      service.start({ schedule: false });
      const fetched = names.slice(0, 10).map((name) => service.fetch({ connection: name, larger: false }));
      await gate.untilWaiting(3);
      expect(service.status().threads).toMatchObject({ running: 3, waiting: 7 });
      gate.open();
      expect((await Promise.all(fetched)).every(({ retrieved }) => retrieved === 1)).toBe(true);
    } finally {
      await service.stop();
      await gate.stop();
      await server.close();
    }
  });
});
