import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** A socket that goes nowhere; what the server sends is emitted by the test. */
export class DeadSocket extends Duplex {
  override _read(): void {
    // Nothing comes by itself.
  }

  override _write(_octets: Buffer, _encoding: string, done: () => void): void {
    done();
  }

  setNoDelay(): this {
    return this;
  }

  /** For those who want a socket: what `Exchange` uses of one is here. */
  asSocket(): Socket {
    return this as unknown as Socket;
  }
}
