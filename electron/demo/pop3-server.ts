import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Maildrop } from './maildrop.ts';
import type { Pop3ServerOptions } from './server-options.ts';
import { ServerSession } from './server-session.ts';

/**
 * A POP3 server in the process, for the demo and the tests: RFC 1939 whole, CAPA and pipelining (RFC 2449), STLS and
 * TLS (RFC 2595, RFC 8314), AUTH (RFC 5034). Listens on 127.0.0.1 only and keeps its mail in memory.
 */
export class Pop3Server {
  readonly #options: Pop3ServerOptions;
  readonly #maildrops = new Map<string, Maildrop>();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  readonly #commands: string[] = [];
  #octetsSent = 0;

  constructor(options: Pop3ServerOptions) {
    this.#options = options;
    for (const [user, maildrop] of Object.entries(options.maildrops)) {
      this.#maildrops.set(user, maildrop instanceof Maildrop ? maildrop : new Maildrop(maildrop));
    }
    this.#server =
      options.implicitTls && options.tls !== undefined
        ? createTlsServer({ cert: options.tls.certificate, key: options.tls.key }, (socket) => {
            this.#serve(socket, true);
          })
        : createTcpServer((socket) => {
            this.#serve(socket, false);
          });
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      // Many small answers: each would wait for the other side's delayed acknowledgement (RFC 1122 §4.2.3.4).
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        this.#octetsSent += socket.bytesWritten;
      });
    });
    // A client that does not like the certificate ends the handshake: its affair.
    this.#server.on('tlsClientError', () => undefined);
  }

  /** Starts to listen; port 0 takes a free one. */
  async listen(port = 0): Promise<{ port: number }> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    // A listening TCP server has an address of this form.
    return { port: (this.#server.address() as AddressInfo).port };
  }

  /** Stops listening and cuts every session. */
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** What a user's maildrop holds now. */
  maildrop(user: string): Maildrop {
    const maildrop = this.#maildrops.get(user) ?? new Maildrop([]);
    this.#maildrops.set(user, maildrop);
    return maildrop;
  }

  /** Every line that was received, in order; `TLS: ` before those that came encrypted. */
  get commands(): readonly string[] {
    return this.#commands;
  }

  /** What it sent in sessions that are over; what the client did not read is in it. */
  get octetsSent(): number {
    return this.#octetsSent;
  }

  #serve(socket: Socket, encrypted: boolean): void {
    const session = new ServerSession(socket, encrypted, {
      options: this.#options,
      maildropOf: (user) => this.maildrop(user),
      onCommand: (line) => this.#commands.push(line),
    });
    void session.run();
  }
}
