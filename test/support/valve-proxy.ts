import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface ValveProxy {
  readonly port: number;
  /** From now on the server's octets stop after so many more, until `open`. */
  closeAfter(octets: number): void;
  open(): void;
  stop(): Promise<void>;
}

/** A TCP proxy on 127.0.0.1 that can hold back what the server sends. */
export async function startValveProxy(targetPort: number): Promise<ValveProxy> {
  const sockets = new Set<Socket>();
  let left = Number.POSITIVE_INFINITY;
  let opened: (() => void)[] = [];

  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    track(client);
    const target = track(connect(targetPort, '127.0.0.1'));
    client.pipe(target);
    target.on('data', (octets) => {
      left -= octets.length;
      client.write(octets);
      if (left > 0) return;
      target.pause();
      opened.push(() => target.resume());
    });
    client.on('close', () => target.destroy());
    target.on('close', () => client.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // A listening TCP server has an address of this form.
    port: (server.address() as AddressInfo).port,
    closeAfter: (octets) => {
      left = octets;
    },
    open: () => {
      left = Number.POSITIVE_INFINITY;
      for (const resume of opened) resume();
      opened = [];
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
