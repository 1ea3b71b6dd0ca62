import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { timeoutsFrom } from '../../electron/pop3/limits.ts';
import type { FetchTask } from '../../electron/service/fetch-task.ts';
import { ThreadPool } from '../../electron/service/thread-pool.ts';

const workerFile = fileURLToPath(new URL('../support/workers/unreliable-worker.ts', import.meta.url));
const limits = { minimum: 1, maximum: 2, sessionsPerThread: 2, sessionsPerHost: 2 };
const callbacks = { onStarted: () => undefined, onEvent: () => undefined };
const { signal: never } = new AbortController();

function task(what: 'die' | 'hang' | 'wait' | 'work', host = 'one.example'): FetchTask {
  return {
    request: {
      connection: undefined,
      address: { host, port: 110, encryption: 'none' },
      credentials: { username: 'user', password: 'secret' },
      authentication: 'auto',
      timeouts: timeoutsFrom(10),
      policy: {
        afterTransfer: { policy: 'keep' },
        largestMessageOctets: 0,
        largerMessages: 'skip',
        messagesPerSession: 0,
        order: 'oldest',
      },
      protocolEvents: false,
    },
    mailboxKey: 'test',
    ledgerPath: '',
    mailRoot: '',
    folder: what,
    preview: false,
  };
}

describe('the thread pool', () => {
  let pool: ThreadPool;
  beforeEach(() => {
    pool = new ThreadPool({ workerFile, limits });
  });
  afterEach(() => pool.close());

  test('replaces a worker that died, and says so', async () => {
    await expect(pool.run(task('die'), never, callbacks)).rejects.toMatchObject({ code: 'worker-died' });
    await expect(pool.run(task('work'), never, callbacks)).resolves.toMatchObject({
      counts: { retrieved: 1 },
    });
  });

  test('ends and replaces a worker that hangs', async () => {
    await pool.close();
    // Longer than the start of a worker takes on a busy machine: one that starts does not hang.
    pool = new ThreadPool({ workerFile, limits, hangMs: 3_000 });
    await expect(pool.run(task('hang'), never, callbacks)).rejects.toMatchObject({ code: 'worker-hung' });
    await expect(pool.run(task('work'), never, callbacks)).resolves.toMatchObject({
      counts: { retrieved: 1 },
    });
  });

  test('tells a session to end when it is asked to, and takes a waiting one out of the line', async () => {
    const stop = new AbortController();
    const running = Promise.withResolvers<void>();
    const first = pool.run(task('wait'), stop.signal, { ...callbacks, onStarted: running.resolve });
    const second = pool.run(task('wait'), stop.signal, callbacks);
    const third = pool.run(task('wait'), stop.signal, callbacks);
    await running.promise;
    expect(pool.status()).toMatchObject({ running: 2, waiting: 1 });
    stop.abort();
    await expect(third).rejects.toMatchObject({ code: 'cancelled' });
    await expect(first).resolves.toMatchObject({ counts: { retrieved: 1 } });
    await expect(second).resolves.toMatchObject({ counts: { retrieved: 1 } });
  });

  test('lets sessions of other servers pass those of a busy one', async () => {
    const stop = new AbortController();
    const busy = [1, 2, 3].map(() => pool.run(task('wait'), stop.signal, callbacks));
    const other = await pool.run(task('work', 'two.example'), never, callbacks);
    expect(other.counts.retrieved).toBe(1);
    expect(pool.status()).toMatchObject({ running: 2, waiting: 1 });
    stop.abort();
    const ends = await Promise.allSettled(busy);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });

  test('takes no session any more once it is closed', async () => {
    await pool.close();
    await expect(pool.run(task('work'), never, callbacks)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
