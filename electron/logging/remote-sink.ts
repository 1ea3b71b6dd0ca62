import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import type { LineSink } from './line-sink.ts';
import { truncated } from './syslog-format.ts';

/** RFC 5426 §3.2: receivers should take 2,048 octets. */
const DATAGRAM_OCTETS = 2_048;
/** A host that takes nothing for so long is as good as dead. */
const SEND_MS = 10_000;

export interface RemoteAddress {
  readonly host: string;
  readonly port: number;
}

/** Another host's syslog by UDP: one message a datagram (RFC 5426 §3.1). Whether it arrives, nobody says. */
export class UdpSink implements LineSink {
  readonly #to: RemoteAddress;
  #socket: UdpSocket | undefined;

  constructor(to: RemoteAddress) {
    this.#to = to;
  }

  async send(lines: readonly Buffer[]): Promise<number> {
    const { host, port } = this.#to;
    // IPv6 addresses want a socket of their kind; names are looked up as IPv4.
    this.#socket ??= createSocket(host.includes(':') ? 'udp6' : 'udp4').on('error', () => undefined);
    const socket = this.#socket;
    let sent = 0;
    for (const line of lines) {
      try {
        await new Promise<void>((resolve, reject) => {
          socket.send(truncated(line, DATAGRAM_OCTETS), port, host, (error) => {
            if (error) reject(error);
            else resolve();
          });
        });
        sent += 1;
      } catch (error) {
        if (sent > 0) break;
        throw error;
      }
    }
    return sent;
  }

  close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    return new Promise((resolve) => {
      if (socket === undefined) resolve();
      else socket.close(resolve);
    });
  }
}

/** Another host's syslog by TCP, messages framed by their length (RFC 6587 §3.4.1). */
export class TcpSink implements LineSink {
  readonly #to: RemoteAddress;
  #socket: Socket | undefined;

  constructor(to: RemoteAddress) {
    this.#to = to;
  }

  async send(lines: readonly Buffer[]): Promise<number> {
    const socket = (this.#socket ??= this.#open());
    const framed = lines.flatMap((line) => [Buffer.from(`${line.length} `), line]);
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => socket.destroy(new Error('the host takes nothing')), SEND_MS);
      const closed = (): void => {
        clearTimeout(timer);
        reject(socket.errored ?? new Error('the host closed the connection'));
      };
      socket.once('close', closed);
      socket.write(Buffer.concat(framed), (error) => {
        clearTimeout(timer);
        socket.off('close', closed);
        if (error) reject(error);
        else resolve();
      });
    });
    return lines.length;
  }

  close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.destroySoon();
    return Promise.resolve();
  }

  #open(): Socket {
    const socket = connect(this.#to);
    socket.on('error', () => undefined);
    // Syslog receivers send nothing; whatever comes is passed over, so that the end is seen.
    socket.resume();
    socket.once('close', () => {
      if (this.#socket === socket) this.#socket = undefined;
    });
    return socket;
  }
}
