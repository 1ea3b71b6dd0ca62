import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Exchange } from '../../../electron/pop3/exchange.ts';
import { DEFAULT_LIMITS, timeoutsFrom } from '../../../electron/pop3/limits.ts';
import { NO_TRACE } from '../../../electron/pop3/trace.ts';
import { DeadSocket } from '../../support/dead-socket.ts';

const TIMEOUTS = timeoutsFrom(10);
const SECOND = 1_000;

let socket: DeadSocket;
let exchange: Exchange;

beforeEach(() => {
  vi.useFakeTimers();
  socket = new DeadSocket();
  exchange = new Exchange(socket.asSocket(), DEFAULT_LIMITS, TIMEOUTS, NO_TRACE, () => Date.now());
});

afterEach(() => {
  exchange.close();
  vi.useRealTimers();
});

/** The code of the error that ends the wait, and after how many seconds. */
function endOf(wait: Promise<unknown>): Promise<[code: unknown, seconds: number]> {
  const begun = Date.now();
  return wait.then(
    () => [undefined, (Date.now() - begun) / SECOND],
    (error: unknown) => [
      error instanceof Error && 'code' in error ? error.code : error,
      (Date.now() - begun) / SECOND,
    ],
  );
}

async function drip(octets: Buffer, everyMs: number, times: number): Promise<void> {
  for (let time = 0; time < times && !socket.destroyed; time += 1) {
    await vi.advanceTimersByTimeAsync(everyMs);
    socket.emit('data', octets);
  }
}

describe('an exchange', () => {
  it('does not wait for a greeting that takes a minute', async () => {
    const end = endOf(exchange.greeting());
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(await end).toEqual(['timeout', 10]);
    expect(socket.destroyed).toBe(true);
  });

  it('does not wait for an answer that does not come, to one command or to the first of many', async () => {
    const end = endOf(exchange.send({ line: 'STAT' }));
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(await end).toEqual(['timeout', 10]);
  });

  it('waits as long for the last of many commands as for the first', async () => {
    exchange.pipelining = true;
    const first = exchange.send({ line: 'DELE 1' });
    const last = endOf(exchange.send({ line: 'DELE 2' }));
    await vi.advanceTimersByTimeAsync(9 * SECOND);
    socket.emit('data', Buffer.from('+OK\r\n'));
    expect((await first).kind).toBe('ok');
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(await last).toEqual(['timeout', 19]);
  });

  it('does not wait for ever for a server that sends an octet now and then', async () => {
    const end = endOf(exchange.send({ line: 'STAT' }));
    await drip(Buffer.from('x'), 9 * SECOND, 100);
    // Three times the timeout for a command as a whole (`timeoutsFrom`), seen at the first octet after it.
    expect(await end).toEqual(['timeout', 36]);
  });

  it('does not wait for ever for a message that comes slower than 512 octets a second', async () => {
    const sink = { write: () => undefined };
    const end = endOf(exchange.send({ line: 'RETR 1', body: sink, bodyOctets: 1e9 }));
    socket.emit('data', Buffer.from('+OK\r\n'));
    await drip(Buffer.alloc(400, 'x'), SECOND, 1_000);
    const [code, seconds] = await end;
    expect(code).toBe('timeout');
    expect(seconds).toBeLessThan(200);
  });

  it('waits for a message that comes slowly but steadily', async () => {
    const sink = { write: () => undefined };
    const end = endOf(exchange.send({ line: 'RETR 1', body: sink, bodyOctets: 1e9 }));
    socket.emit('data', Buffer.from('+OK\r\n'));
    await drip(Buffer.alloc(600, 'x'), SECOND, 1_000);
    socket.emit('data', Buffer.from('\r\n.\r\n'));
    expect(await end).toEqual([undefined, 1_000]);
  });
});
