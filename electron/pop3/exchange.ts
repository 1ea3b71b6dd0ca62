import type { Socket } from 'node:net';
import { CancelledError, ConnectionError, ProtocolError } from './errors.ts';
import { type Limits, SLOWEST_OCTETS_PER_SECOND, type Timeouts } from './limits.ts';
import { type BodySink, ResponseReader, type Status } from './response-reader.ts';
import type { Trace } from './trace.ts';

/** A command on its way to the server. */
export interface Command {
  /** Without CRLF. */
  readonly line: string;
  /** What the log may show instead of the line, where that holds a secret. */
  readonly shown?: string;
  /** What in the line is secret, as the server may repeat it. */
  readonly secrets?: readonly string[];
  readonly body?: BodySink;
  /** The most octets the body may have; read as the body comes. */
  readonly bodyOctets?: number;
  /** Told before the next answer is looked at. A ProtocolError thrown here ends the exchange. */
  readonly onAnswer?: (status: Status) => void;
  readonly challenges?: boolean;
}

/** The status line of an answer, and what its body's sink threw, if it did. */
export interface Answer extends Status {
  readonly failure: Error | undefined;
}

interface Waiting {
  readonly command: Command;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Commands out, answers in, over one socket. Commands are sent one at a time until `pipelining` is set; then they go
 * out at once and their answers are matched in order. Every wait is bounded; after the first failure the socket is
 * destroyed and every command fails with the same error.
 */
export class Exchange {
  /** RFC 2449 §6.6: set only when the server's capabilities say so. */
  pipelining = false;

  readonly #reader: ResponseReader;
  readonly #timeouts: Timeouts;
  readonly #trace: Trace;
  readonly #now: () => number;
  readonly #waiting: Waiting[] = [];
  #socket: Socket;
  #outbox = '';
  #failure: Error | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  /** What the timer was set to, in milliseconds; undefined while there is none. */
  #idleTimerMs: number | undefined;
  /** When the current answer began to be waited for, in the milliseconds of `now`, moved on by pauses. */
  #since = 0;
  #received = 0;
  #paused = false;

  /**
   * @param now a monotonic clock in milliseconds
   */
  constructor(
    socket: Socket,
    limits: Limits,
    timeouts: Timeouts,
    trace: Trace,
    now = () => performance.now(),
  ) {
    this.#socket = socket;
    this.#reader = new ResponseReader(limits);
    this.#timeouts = timeouts;
    this.#trace = trace;
    this.#now = now;
    this.#attach(socket);
  }

  /** Lets go of the socket for the TLS handshake. Throws the error that ended the exchange, if one did. */
  detach(): Socket {
    if (this.#failure !== undefined) throw this.#failure;
    this.#disarmIdleTimer();
    const socket = this.#socket;
    socket
      .off('data', this.#onData)
      .off('end', this.#onEnd)
      .off('error', this.#onError)
      .off('close', this.#onEnd);
    return socket;
  }

  /** Goes on over the encrypted socket. */
  resume(socket: Socket): void {
    this.#attach(socket);
  }

  /** The greeting: an answer to nothing (RFC 1939 §4). */
  greeting(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#expect({ command: { line: 'the connection' }, resolve, reject }, this.#timeouts.greetingMs);
    });
  }

  /**
   * Sends one command and resolves with its answer, whatever its status. Rejects with the error that ended the
   * exchange. A failure of the body's sink is in the answer: the protocol stays in step.
   */
  send(command: Command): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure);
        return;
      }
      this.#waiting.push({ command, resolve, reject });
      this.#sendWaiting();
    });
  }

  /** Ends the exchange and closes the socket at once; every outstanding command fails with `reason`. */
  close(reason: Error = new CancelledError()): void {
    if (this.#failure !== undefined) return;
    this.#failure = reason;
    this.#disarmIdleTimer();
    this.#socket.destroy();
    this.#reader.abandon(reason);
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }

  /** Why the exchange ended; undefined while it goes on. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  readonly #onData = (octets: Buffer): void => {
    this.#read(octets);
  };

  readonly #onEnd = (): void => {
    this.close(this.#lost());
  };

  readonly #onError = (cause: Error): void => {
    this.close(this.#lost(cause));
  };

  #attach(socket: Socket): void {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket
      .on('data', this.#onData)
      .on('end', this.#onEnd)
      .on('error', this.#onError)
      .on('close', this.#onEnd);
  }

  #read(octets: Buffer): void {
    this.#received += octets.length;
    const allowedMs = this.#timeouts.commandMs + (this.#received / SLOWEST_OCTETS_PER_SECOND) * 1000;
    if (this.#now() - this.#since > allowedMs) {
      this.#timedOut();
      return;
    }
    try {
      const wait = this.#reader.read(octets);
      if (wait !== undefined) this.#holdBack(wait);
      else this.#idleTimer?.refresh();
    } catch (error) {
      // The reader throws nothing but ProtocolError.
      this.close(
        error instanceof Error ? error : new ProtocolError(String(error), { code: 'protocol', hint: '' }),
      );
    }
  }

  /** Backpressure: a slow disk stops the socket from being read, and our own slowness is not the server's. */
  #holdBack(wait: Promise<unknown>): void {
    const pausedAt = this.#now();
    this.#paused = true;
    this.#socket.pause();
    this.#disarmIdleTimer();
    wait.then(
      () => {
        this.#paused = false;
        if (this.#failure !== undefined) return;
        this.#since += this.#now() - pausedAt;
        this.#armIdleTimer(this.#timeouts.idleMs);
        this.#socket.resume();
      },
      (reason: unknown) => {
        this.close(reason instanceof Error ? reason : new Error('the sink failed', { cause: reason }));
      },
    );
  }

  #sendWaiting(): void {
    while (this.#waiting.length > 0 && (this.pipelining || this.#reader.outstanding === 0)) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      if (this.#outbox === '') queueMicrotask(() => this.#flushOutbox());
      this.#outbox += `${next.command.line}\r\n`;
      for (const secret of next.command.secrets ?? []) this.#trace.secret(secret);
      this.#trace.sent(next.command.shown ?? next.command.line);
      this.#expect(next, this.#timeouts.idleMs);
    }
  }

  /** Commands of one turn leave in one segment. */
  #flushOutbox(): void {
    const octets = this.#outbox;
    this.#outbox = '';
    if (this.#failure === undefined) this.#socket.write(octets, 'utf8');
  }

  #expect(waiting: Waiting, firstOctetMs: number): void {
    const { command, resolve, reject } = waiting;
    const isNext = this.#reader.outstanding === 0;
    this.#reader.expect({
      command: command.shown ?? command.line,
      body: command.body,
      get bodyOctets() {
        return command.bodyOctets ?? 0;
      },
      challenges: command.challenges ?? false,
      abandoned: reject,
      answered: (status, failure) => {
        this.#trace.received(status);
        if (this.#reader.outstanding > 0) this.#startWaiting(this.#timeouts.idleMs);
        else this.#disarmIdleTimer();
        try {
          command.onAnswer?.(status);
        } catch (error) {
          reject(error as ProtocolError); // what onAnswer may throw
          throw error;
        }
        resolve({ ...status, failure });
        this.#sendWaiting();
      },
    });
    // Not before: as long as nothing is expected, no timer runs.
    if (isNext) this.#startWaiting(firstOctetMs);
  }

  #startWaiting(firstOctetMs: number): void {
    this.#since = this.#now();
    this.#received = 0;
    if (!this.#paused) this.#armIdleTimer(firstOctetMs);
  }

  #armIdleTimer(ms: number): void {
    if (this.#reader.outstanding === 0) return;
    // The same timer again: a new one for each answer would be most of what waiting costs.
    if (ms === this.#idleTimerMs) {
      this.#idleTimer?.refresh();
      return;
    }
    this.#disarmIdleTimer();
    this.#idleTimer = setTimeout(() => this.#timedOut(), ms);
    this.#idleTimerMs = ms;
  }

  #disarmIdleTimer(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = undefined;
    this.#idleTimerMs = undefined;
  }

  #timedOut(): void {
    const command = this.#reader.current?.command ?? 'nothing';
    this.close(
      new ConnectionError(`The server did not answer ${command} in time.`, {
        code: 'timeout',
        hint: 'It may be overloaded or unreachable; a longer timeout may help.',
      }),
    );
  }

  #lost(cause?: Error): ConnectionError {
    const command = this.#reader.current?.command;
    const during = command === undefined ? '' : ` while ${command} was under way`;
    return new ConnectionError(`The server closed the connection${during}.`, {
      code: 'connection-lost',
      hint: 'What was fetched so far is safe; the rest is fetched next time.',
      cause,
    });
  }
}
