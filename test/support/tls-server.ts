import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type TlsOptions, type TLSSocket } from 'node:tls';

/** A server on 127.0.0.1 that speaks TLS as it is told and nothing else, but remembers what it received. */
export class TlsServer implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  #received = '';

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port; // it listens on TCP
  }

  static async listen(
    options: TlsOptions,
    serve: (socket: TLSSocket) => void = () => undefined,
  ): Promise<TlsServer> {
    const server = createServer(options);
    server.on('tlsClientError', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const made = new TlsServer(server);
    server.on('secureConnection', (socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (octets: Buffer) => {
        made.#received += octets.toString('latin1');
      });
      serve(socket);
    });
    return made;
  }

  /** What came in TLS. */
  get received(): string {
    return this.#received;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    await once(this.#server, 'close');
  }
}
