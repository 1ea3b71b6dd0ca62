import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export type Side = 'client' | 'server';

/** A moment in a session, found by its octets instead of by a clock. */
export interface Moment {
  /** When so many octets have come from one side. They are still passed on, and nothing after them. */
  readonly cut?: { readonly from: Side; readonly afterOctets: number };
  /** When these octets come from a side. They are withheld, and everything after them. */
  readonly at?: (from: Side, octets: Buffer) => boolean;
  /** Called once, when the moment has come. */
  readonly act: () => void;
}

export interface TcpProxy {
  readonly port: number;
  /** Waits for a moment from now on; undefined: passes everything on. */
  watch(moment: Moment | undefined): void;
  /** Closes every connection, those that there are and those that come, until told otherwise. */
  refuse(refuses: boolean): void;
  stop(): Promise<void>;
}

/** A TCP proxy on 127.0.0.1 to a port of 127.0.0.1. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let moment: Moment | undefined;
  let passed = { client: 0, server: 0 };
  let over = false;
  let refuses = false;

  /** What of these octets passes; finds out whether the moment has come. */
  const passing = (from: Side, octets: Buffer): Buffer => {
    const withheld = moment?.at?.(from, octets) === true;
    const left = moment?.cut?.from === from ? moment.cut.afterOctets - passed[from] : Infinity;
    over = withheld || octets.length >= left;
    const pass = withheld ? octets.subarray(0, 0) : octets.subarray(0, left);
    passed[from] += pass.length;
    return pass;
  };

  const forward = (from: Side, source: Socket, destination: Socket): void => {
    source.on('data', (octets: Buffer) => {
      if (over) return;
      if (!destination.write(passing(from, octets))) {
        source.pause();
        destination.once('drain', () => source.resume());
      }
      // `passing` may have changed it.
      if (isOver()) moment?.act();
    });
    source.on('end', () => destination.end());
    // A killed program resets its connection; that is no failure of the proxy.
    source.on('error', () => destination.destroy());
  };
  const isOver = (): boolean => over;

  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (refuses) {
      client.on('error', () => undefined).destroy();
      return;
    }
    const upstream = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true });
    for (const socket of [client, upstream]) {
      socket.setNoDelay();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    forward('client', client, upstream);
    forward('server', upstream, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('It listens on TCP.');
  return {
    port: address.port,
    watch: (next) => {
      // What is left of the session before is over, whether its end was noticed or not.
      for (const socket of sockets) socket.destroy();
      moment = next;
      passed = { client: 0, server: 0 };
      over = false;
    },
    refuse: (next) => {
      refuses = next;
      if (refuses) for (const socket of sockets) socket.destroy();
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
