import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Side } from '../support/tcp-proxy.ts';
import type { Fault } from './fault.ts';
import { FaultyLane } from './faulty-lane.ts';

/** A server that has answered everything closes its side within this time, in milliseconds. */
const SERVER_CLOSES_MS = 10_000;
/** A client whose session has ended has closed its socket within this time, in milliseconds. */
const CLIENT_CLOSES_MS = 10_000;

export interface FaultProxy {
  readonly port: number;
  /**
   * Connections from now on have this fault. `clear`: there is no TLS on them from the first octet to the last. `struck` is
   * called when it begins.
   */
  prepare(port: number, fault: Fault | undefined, clear: boolean, struck?: () => void): void;
  /** When the fault struck, by `performance.now`; undefined if it did not come so far. */
  readonly struckAt: number | undefined;
  /**
   * Waits until the server has dealt with what it got of the sessions so far. Returns how many connections the
   * client had left open.
   */
  settle(): Promise<number>;
  stop(): Promise<void>;
}

/** A TCP proxy on 127.0.0.1 to ports of 127.0.0.1 that does to a connection what lines do. */
export async function startFaultProxy(): Promise<FaultProxy> {
  const clients = new Set<Socket>();
  /** Those whose own end has not come. */
  const unended = new Set<Socket>();
  const upstreams = new Set<Socket>();
  let plan:
    { port: number; fault: Fault | undefined; clear: boolean; struck: (() => void) | undefined } | undefined;
  let struckAt: number | undefined;

  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (plan === undefined) {
      client.destroy();
      return;
    }
    const { port, fault, clear, struck } = plan;
    const upstream = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    track(clients, client);
    track(upstreams, upstream);
    unended.add(client);
    for (const event of ['end', 'close']) client.once(event, () => unended.delete(client));
    const lanes: Partial<Record<Side, FaultyLane>> = {};
    const lane = (from: Side, source: Socket, destination: Socket): void => {
      const pass = (octets: Buffer): void => {
        if (destination.writable) destination.write(octets);
      };
      if (fault?.from === from) {
        lanes[from] = new FaultyLane(fault, clear, {
          pass,
          cut: () => {
            client.destroySoon();
            upstream.end();
          },
          reset: () => {
            client.resetAndDestroy();
            // The server gets an ordinary end: it is not the one that is tried.
            upstream.end();
          },
          halfClose: () => destination.end(),
          struck: () => {
            struckAt ??= performance.now();
            struck?.();
          },
        });
      }
      source.on('data', (octets: Buffer) => {
        if (from === 'client' && octets.includes('RETR ')) lanes.server?.retrievalBegins();
        const faulty = lanes[from];
        if (faulty === undefined) pass(octets);
        else faulty.push(octets);
      });
      // A stalled line says nothing of an end either.
      source.once('end', () => {
        if (fault?.kind !== 'stall' || struckAt === undefined || from === 'client') destination.end();
      });
      source.once('close', () => lanes[from]?.stop());
    };
    lane('client', client, upstream);
    lane('server', upstream, client);
    client.once('close', () => upstream.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('It listens on TCP.');
  return {
    port: address.port,
    prepare: (port, fault, clear, struck) => {
      plan = { port, fault, clear, struck };
      struckAt = undefined;
    },
    get struckAt() {
      return struckAt;
    },
    settle: async () => {
      await ended(unended, ['end', 'close'], CLIENT_CLOSES_MS);
      const open = unended.size;
      for (const client of clients) client.destroy();
      await ended(upstreams, ['close'], SERVER_CLOSES_MS);
      for (const upstream of upstreams) upstream.destroy();
      return open;
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of [...clients, ...upstreams]) socket.destroy();
      await closed;
    },
  };
}

function track(sockets: Set<Socket>, socket: Socket): void {
  socket.setNoDelay();
  sockets.add(socket);
  socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
}

/** Waits until each of the sockets has had one of the events, but no longer than `ms`. */
async function ended(
  sockets: ReadonlySet<Socket>,
  events: readonly ('end' | 'close')[],
  ms: number,
): Promise<void> {
  if (sockets.size === 0) return;
  const timeout = Promise.withResolvers<void>();
  const timer = setTimeout(() => timeout.resolve(), ms);
  // Not `once` of node:events, which rejects at an error that comes before.
  const ends = Array.from(
    sockets,
    (socket) =>
      new Promise<void>((resolve) => {
        for (const event of events) socket.once(event, () => resolve());
      }),
  );
  await Promise.race([Promise.all(ends), timeout.promise]);
  clearTimeout(timer);
}
