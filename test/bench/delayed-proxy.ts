import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface DelayedProxy {
  readonly port: number;
  stop(): Promise<void>;
}

export interface DelayedProxyOptions {
  /** Added each way, in milliseconds. */
  readonly delayMs: number;
  /** Leaves a capability out of the server's CAPA answers. */
  readonly without?: string;
}

/** A TCP proxy on the loopback that makes the way to a port of 127.0.0.1 longer, and no narrower. */
export async function startDelayedProxy(
  targetPort: number,
  { delayMs, without }: DelayedProxyOptions,
): Promise<DelayedProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    for (const socket of [client, target]) {
      sockets.add(socket.setNoDelay());
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    }
    passOn(client, target, delayMs, (octets) => octets);
    passOn(target, client, delayMs, without === undefined ? (octets) => octets : withoutCapability(without));
  });
  // Both families: `localhost` may mean either.
  server.listen({ host: '::', port: 0, backlog: 1024 });
  await once(server, 'listening');
  return {
    // A listening TCP server has an address of this form.
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function passOn(from: Socket, to: Socket, delayMs: number, change: (octets: Buffer) => Buffer): void {
  // Timers of one length keep their order.
  from.on('data', (octets: Buffer) => {
    setTimeout(() => to.write(change(octets)), delayMs);
  });
  from.on('end', () => {
    setTimeout(() => to.end(), delayMs);
  });
  from.on('close', () => {
    setTimeout(() => to.destroy(), 2 * delayMs);
  });
}

/** Answers to CAPA are short and come in one piece; a message that holds the line is not one. */
function withoutCapability(name: string): (octets: Buffer) => Buffer {
  return (octets) => {
    if (octets.length > 1024) return octets;
    const text = octets.toString('latin1');
    return text.startsWith('+OK') && text.includes('\r\nUIDL\r\n')
      ? Buffer.from(text.replace(`\r\n${name}\r\n`, '\r\n'), 'latin1')
      : octets;
  };
}
