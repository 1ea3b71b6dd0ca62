import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { FetchEvent } from '../../shared/events.ts';
import { RpopError, type ErrorKind } from '../../shared/errors.ts';
import { CancelledError } from '../pop3/errors.ts';
import { Admission } from './admission.ts';
import {
  ALIVE_MS,
  type FetchCall,
  type FetchOutcome,
  type FetchTask,
  type WorkerMessage,
} from './fetch-task.ts';

export interface ThreadLimits {
  /** Threads that start with the service and stay. */
  readonly minimum: number;
  readonly maximum: number;
  readonly sessionsPerThread: number;
  readonly sessionsPerHost: number;
}

export interface ThreadPoolOptions {
  /** The worker's file: a bundle of its own beside the entry's. */
  readonly workerFile: string;
  readonly limits: ThreadLimits;
  /** Threads over the minimum end after so many milliseconds without work. */
  readonly idleMs?: number;
  /** A worker without a sign of life for so many milliseconds is ended and replaced. */
  readonly hangMs?: number;
}

export interface SessionCallbacks {
  /** The session left the line and runs. */
  readonly onStarted: () => void;
  readonly onEvent: (event: FetchEvent) => void;
}

export interface ThreadPoolStatus {
  /** Threads alive. */
  readonly threads: number;
  readonly running: number;
  readonly waiting: number;
  readonly limits: ThreadLimits;
}

/** Threads over the minimum end after so many milliseconds without work. */
const IDLE_MS = 30_000;
/** A worker without a sign of life for so many milliseconds is taken to hang. */
const HANG_MS = 12 * ALIVE_MS;

/** The worker thread of a session died or hung. The session is polled again; nothing was lost. */
export class WorkerError extends RpopError {
  override readonly kind: ErrorKind = 'local';
}

/** The sessions of one Piscina. Its limits are fixed when it is made: new limits mean a new one, this one drains. */
interface Generation {
  readonly pool: Piscina<FetchCall, FetchOutcome>;
  /** The threads that it keeps without work. */
  readonly minimum: number;
  running: number;
}

interface Session {
  readonly host: string;
  readonly task: FetchTask;
  readonly signal: AbortSignal;
  readonly callbacks: SessionCallbacks;
  readonly settled: PromiseWithResolvers<FetchOutcome>;
}

/** Runs fetch sessions in worker threads, within the limits that the user set. */
export class ThreadPool {
  readonly #options: ThreadPoolOptions;
  readonly #line = new Admission<Session>();
  #limits: ThreadLimits;
  /** Undefined until the first session or `start`: a service that only answers questions needs no thread. */
  #current: Generation | undefined;
  #draining: Generation[] = [];
  readonly #ending = new Set<Generation>();
  #closed = false;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
    this.#limits = options.limits;
  }

  /** Starts the minimum of threads. */
  start(): void {
    this.#current ??= this.#generation();
  }

  /**
   * Runs a session when there is a place for it. After `signal` it ends soon, and well. Rejects with WorkerError when
   * the thread died or hung, with CancelledError when it had not started.
   */
  run(task: FetchTask, signal: AbortSignal, callbacks: SessionCallbacks): Promise<FetchOutcome> {
    const { host } = task.request.address;
    const session: Session = { host, task, signal, callbacks, settled: Promise.withResolvers() };
    if (signal.aborted || this.#closed) return Promise.reject(new CancelledError());
    signal.addEventListener('abort', () => {
      if (this.#line.withdraw(session)) session.settled.reject(new CancelledError());
    });
    this.#line.push(session);
    this.#admit();
    return session.settled.promise;
  }

  /** New limits take effect at once: sessions that run go on, the next ones find the new limits. */
  resize(limits: ThreadLimits): void {
    const { minimum, maximum, sessionsPerThread } = this.#limits;
    const sameThreads =
      minimum === limits.minimum &&
      maximum === limits.maximum &&
      sessionsPerThread === limits.sessionsPerThread;
    this.#limits = limits;
    if (!sameThreads && this.#current !== undefined) {
      this.#draining.push(this.#current);
      this.#current = this.#generation();
      this.#closeDrained();
    }
    this.#admit();
  }

  status(): ThreadPoolStatus {
    const all = this.#generations;
    return {
      threads: all.reduce((sum, { pool }) => sum + pool.threads.length, 0),
      running: all.reduce((sum, { running }) => sum + running, 0),
      waiting: this.#line.waiting,
      limits: this.#limits,
    };
  }

  /** Ends every thread at once. Ask the sessions to end first. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const session of this.#line.clear()) session.settled.reject(new CancelledError());
    await Promise.all(this.#generations.map(({ pool }) => pool.destroy()));
  }

  get #generations(): readonly Generation[] {
    return this.#current === undefined ? this.#draining : [this.#current, ...this.#draining];
  }

  #generation(): Generation {
    const { minimum, maximum, sessionsPerThread } = this.#limits;
    // Threads of the old limits count until they are gone.
    const least = Math.max(0, Math.min(minimum, maximum - this.#drainingThreads()));
    const pool = new Piscina<FetchCall, FetchOutcome>({
      filename: this.#options.workerFile,
      minThreads: least,
      maxThreads: maximum,
      concurrentTasksPerWorker: sessionsPerThread,
      idleTimeout: this.#options.idleMs ?? IDLE_MS,
      // The default blocks the worker between two tasks, and with it the sockets of the others.
      atomics: 'disabled',
    });
    return { pool, minimum: least, running: 0 };
  }

  /** Threads that are still alive under earlier limits. */
  #drainingThreads(): number {
    return this.#draining.reduce((sum, { pool }) => sum + pool.threads.length, 0);
  }

  #admit(): void {
    const { maximum, sessionsPerThread, sessionsPerHost } = this.#limits;
    if (this.#line.waiting === 0 || this.#closed) return;
    const current = (this.#current ??= this.#generation());
    while (current.running < (maximum - this.#drainingThreads()) * sessionsPerThread) {
      const session = this.#line.admit(sessionsPerHost);
      if (session === undefined) return;
      void this.#work(session, current);
    }
  }

  async #work(session: Session, generation: Generation): Promise<void> {
    generation.running += 1;
    try {
      session.settled.resolve(await this.#runInWorker(session, generation.pool));
    } catch (error) {
      session.settled.reject(workerError(error));
    } finally {
      generation.running -= 1;
      this.#line.release(session);
      this.#closeDrained();
      this.#admit();
    }
  }

  async #runInWorker(
    { task, signal, callbacks }: Session,
    pool: Piscina<FetchCall, FetchOutcome>,
  ): Promise<FetchOutcome> {
    const { port1, port2 } = new MessageChannel();
    const hung = new AbortController();
    const watch = setTimeout(() => {
      hung.abort();
    }, this.#options.hangMs ?? HANG_MS);
    port1.on('message', (message: WorkerMessage) => {
      watch.refresh();
      if (message.type !== 'alive') callbacks.onEvent(message);
    });
    const stop = (): void => {
      port1.postMessage('stop');
    };
    signal.addEventListener('abort', stop, { once: true });
    const drained = once(port1, 'close');
    callbacks.onStarted();
    try {
      const outcome = await pool.run({ task, port: port2 }, { transferList: [port2], signal: hung.signal });
      // The worker has closed its end: what it told before comes before that.
      await drained;
      return outcome;
    } finally {
      clearTimeout(watch);
      signal.removeEventListener('abort', stop);
      port1.close();
    }
  }

  /** Ends the threads of earlier limits that have no session left; their places are free when they are gone. */
  #closeDrained(): void {
    for (const generation of this.#draining) {
      if (generation.running > 0 || this.#ending.has(generation)) continue;
      this.#ending.add(generation);
      void generation.pool.destroy().then(() => {
        this.#draining = this.#draining.filter((other) => other !== generation);
        this.#ending.delete(generation);
        this.#raiseMinimum();
        this.#admit();
      });
    }
  }

  /** A generation that began with fewer threads than the minimum, for want of places, gives way to one that has them. */
  #raiseMinimum(): void {
    const { minimum } = this.#limits;
    const current = this.#current;
    if (this.#closed || current === undefined || current.running > 0 || current.minimum >= minimum) return;
    if (this.#drainingThreads() > 0) return;
    this.#draining.push(current);
    this.#current = this.#generation();
    this.#closeDrained();
  }
}

function workerError(cause: unknown): RpopError {
  if (cause instanceof RpopError) return cause;
  const hung = cause instanceof Error && cause.name === 'AbortError';
  return new WorkerError(hung ? 'A worker thread hung and was ended.' : 'A worker thread died.', {
    code: hung ? 'worker-hung' : 'worker-died',
    hint: 'It was replaced, and the connection is polled again. Nothing was lost.',
    cause,
  });
}
