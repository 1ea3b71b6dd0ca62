import type { Socket } from 'node:net';

/** A longer line is no command: RFC 2449 §4 allows 255 octets, RFC 5034 §4 responses of 12 kB. */
const MOST_OCTETS = 12_288;

/** A session may be silent for so long (RFC 1939 §3: at least ten minutes). */
const IDLE_MS = 600_000;

/** The lines that arrive on a socket, one after the other. */
export class LineReader {
  readonly #socket: Socket;
  readonly #complete: string[] = [];
  #unfinished = '';
  #ended = false;
  #wake: () => void = () => undefined;
  readonly #onData = (octets: Buffer): void => {
    const pieces = (this.#unfinished + octets.toString('utf8')).split('\n');
    this.#unfinished = pieces.pop() ?? '';
    for (const piece of pieces) this.#complete.push(piece.endsWith('\r') ? piece.slice(0, -1) : piece);
    if (this.#unfinished.length > MOST_OCTETS) this.#socket.destroy();
    this.#wake();
  };
  readonly #onEnd = (): void => {
    this.#ended = true;
    this.#wake();
  };

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', this.#onData).on('end', this.#onEnd).on('close', this.#onEnd);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
  }

  /** The next line without its ending, or undefined when there is no more. */
  async next(): Promise<string | undefined> {
    while (this.#complete.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#complete.shift();
  }

  /** Lets go of the socket, for TLS; what arrived in clear and was not asked for is dropped (RFC 2595 §4). */
  release(): void {
    this.#socket.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onEnd);
  }
}
