import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface GatedProxy {
  readonly port: number;
  /** How many connections wait at the gate now. */
  readonly waiting: number;
  /** Resolves when so many connections wait. */
  untilWaiting(connections: number): Promise<void>;
  /** Lets everything pass from now on. */
  open(): void;
  stop(): Promise<void>;
}

/** A TCP proxy on 127.0.0.1 that holds connections, unanswered, until its gate is opened. */
export async function startGatedProxy(targetPort: number): Promise<GatedProxy> {
  const held: Socket[] = [];
  const sockets = new Set<Socket>();
  const expected: { connections: number; reached: () => void }[] = [];
  let isOpen = false;

  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const pass = (socket: Socket): void => {
    const target = track(connect(targetPort, '127.0.0.1'));
    socket.pipe(target).pipe(socket);
    socket.on('close', () => target.destroy());
    target.on('close', () => socket.destroy());
  };
  const server = createServer((socket) => {
    track(socket);
    if (isOpen) {
      pass(socket);
      return;
    }
    held.push(socket);
    for (const { connections, reached } of expected) if (held.length >= connections) reached();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // A listening TCP server has an address of this form.
    port: (server.address() as AddressInfo).port,
    get waiting() {
      return held.length;
    },
    untilWaiting: (connections) =>
      new Promise((reached) => {
        expected.push({ connections, reached });
        if (held.length >= connections) reached();
      }),
    open: () => {
      isOpen = true;
      for (const socket of held.splice(0)) pass(socket);
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
