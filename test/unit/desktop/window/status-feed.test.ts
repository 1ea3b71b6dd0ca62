import { describe, expect, it } from 'vitest';
import { StatusFeed } from '../../../../electron/desktop/window/status-feed.ts';
import type { WindowEvent } from '../../../../shared/ipc.ts';
import type { ConnectionStatus, ServiceStatus } from '../../../../shared/status.ts';
import { SimulatedClock } from '../../../support/simulated-clock.ts';
import { connectionStatus, serviceStatus } from '../statuses.ts';

describe('the feed of the window', () => {
  it('sends only the connections that are not as they were, and five times a second at most', async () => {
    const { clock, feed, sent, status } = setUp(['a', 'b', 'c']);
    feed.open();
    expect(names(sent)).toEqual([['a', 'b', 'c']]);
    sent.length = 0;
    for (let tick = 1; tick <= 100; tick += 1) {
      status.connections[1] = connectionStatus('b', { unseen: tick });
      feed.event({ type: 'status-changed', ids: new Set(['b']) });
      await clock.advance(10);
    }
    expect(sent.length).toBeGreaterThan(3);
    expect(sent.length).toBeLessThanOrEqual(5);
    expect(names(sent)).toEqual(sent.map(() => ['b']));
  });

  it('sends nothing while nobody looks, and all of it when somebody does again', async () => {
    const { clock, feed, sent, status } = setUp(['a', 'b']);
    feed.open();
    feed.close();
    sent.length = 0;
    status.connections.shift();
    feed.event({ type: 'configuration-changed' });
    feed.event({ type: 'new-mail', connection: 'b', folder: 'B', messages: 1, samples: [] });
    await clock.advance(60_000);
    expect(sent).toEqual([]);
    feed.open();
    expect(sent).toMatchObject([
      { type: 'configuration' },
      { type: 'status', removed: ['a'], connections: [{ id: 'b' }] },
      { type: 'mail', folder: 'B' },
    ]);
  });

  it('tells of a folder that was made', async () => {
    const { clock, feed, sent } = setUp([]);
    feed.open();
    sent.length = 0;
    feed.event({ type: 'folder-created', folder: 'Later' });
    await clock.advance(1_000);
    expect(sent).toEqual([{ type: 'mail', folder: 'Later' }]);
  });

  it('keeps a bounded number of log events, and sends none twice to a window that read the log', async () => {
    const { feed, sent, log } = setUp([]);
    for (let count = 0; count < 10_000; count += 1) feed.log(log(count));
    feed.open();
    const batch = sent.find((event) => event.type === 'log');
    expect(batch?.events).toHaveLength(2_000);
    expect(batch?.events.at(-1)?.message).toBe('9999');
    feed.close();
    sent.length = 0;
    feed.log(log(1));
    feed.logWasRead();
    feed.open();
    expect(sent.filter(({ type }) => type === 'log')).toEqual([]);
  });

  it('asks for the passphrase again in a window that was not there', async () => {
    const { feed, sent } = setUp([], 'unlock');
    feed.open();
    expect(sent.at(-1)).toEqual({ type: 'passphrase-wanted', question: 'unlock' });
  });
});

function setUp(ids: readonly string[], wanted?: 'unlock') {
  const clock = new SimulatedClock();
  const sent: WindowEvent[] = [];
  const status: Omit<ServiceStatus, 'connections'> & { connections: ConnectionStatus[] } = {
    ...serviceStatus(),
    connections: ids.map((id) => connectionStatus(id)),
  };
  const feed = new StatusFeed({
    status: () => status,
    passphraseWanted: () => wanted,
    send: (event) => sent.push(event),
    timers: clock,
    now: () => clock.monotonic(),
  });
  const log = (count: number) =>
    ({
      type: 'log',
      eventType: 'information',
      at: count,
      connection: undefined,
      message: String(count),
    }) as const;
  return { clock, feed, sent, status, log };
}

function names(sent: readonly WindowEvent[]): string[][] {
  return sent.map((event) => (event.type === 'status' ? event.connections.map(({ id }) => id) : []));
}
