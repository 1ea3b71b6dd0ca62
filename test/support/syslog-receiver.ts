import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface SyslogReceiver {
  readonly port: number;
  /** The messages that came, oldest first. */
  readonly messages: readonly string[];
  stop(): Promise<void>;
}

/** Takes syslog messages on 127.0.0.1: datagrams (RFC 5426), or frames counted by octets (RFC 6587 §3.4.1). */
export async function startSyslogReceiver(transport: 'udp' | 'tcp', port = 0): Promise<SyslogReceiver> {
  return transport === 'udp' ? receiveDatagrams(port) : receiveFrames(port);
}

async function receiveDatagrams(port: number): Promise<SyslogReceiver> {
  const messages: string[] = [];
  const socket = createSocket('udp4', (datagram) => void messages.push(datagram.toString()));
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    messages,
    stop: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

async function receiveFrames(port: number): Promise<SyslogReceiver> {
  const messages: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let received = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (octets: Buffer) => {
      received = Buffer.concat([received, octets]);
      for (;;) {
        const space = received.indexOf(' ');
        const length = Number(received.toString('latin1', 0, Math.max(0, space)));
        if (space < 1 || received.length < space + 1 + length) return;
        messages.push(received.toString('utf8', space + 1, space + 1 + length));
        received = received.subarray(space + 1 + length);
      }
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    // A listening TCP server has an address of this form.
    port: (server.address() as AddressInfo).port,
    messages,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
