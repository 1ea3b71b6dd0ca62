import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { FetchEvent } from '../../shared/events.ts';
import type { RunningSession } from '../../shared/status.ts';
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
  /** It is known now which thread runs it. */
  readonly onThread?: () => void;
}

export interface ThreadPoolStatus {
  /** Threads alive. */
  readonly threads: number;
  readonly running: number;
  readonly waiting: number;
  readonly limits: ThreadLimits;
  /** The sessions of connections that run now. */
  readonly sessions: readonly RunningSession[];
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
  /** What was free of the limits when it was made. */
  readonly minimum: number;
  readonly maximum: number;
  readonly sessionsPerThread: number;
  running: number;
}

interface Session {
  readonly host: string;
  readonly task: FetchTask;
  readonly signal: AbortSignal;
  readonly callbacks: SessionCallbacks;
  readonly settled: PromiseWithResolvers<FetchOutcome>;
  /** When it left the line, in milliseconds since the epoch. */
  startedAt: number;
  /** The number of its thread, once it said so. */
  thread: number | undefined;
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
  readonly #running = new Set<Session>();
  #closed = false;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
    this.#limits = options.limits;
  }

  /** Starts the minimum of threads. */
  start(): void {
    this.#current ??= this.#begin();
  }

  /**
   * Runs a session when there is a place for it. After `signal` it ends soon, and well. Rejects with WorkerError when
   * the thread died or hung, with CancelledError when it had not started.
   */
  run(task: FetchTask, signal: AbortSignal, callbacks: SessionCallbacks): Promise<FetchOutcome> {
    const { host } = task.request.address;
    const settled = Promise.withResolvers<FetchOutcome>();
    const session: Session = { host, task, signal, callbacks, settled, startedAt: 0, thread: undefined };
    if (signal.aborted || this.#closed) return Promise.reject(new CancelledError());
    signal.addEventListener('abort', () => {
      if (this.#line.withdraw(session)) session.settled.reject(new CancelledError());
    });
    this.#line.push(session);
    this.#admit();
    return session.settled.promise;
  }

  /**
   * New limits take effect at once: sessions that run go on, the next ones find the new limits. There are never more
   * threads than the new maximum allows, except those of sessions that began before.
   */
  resize(limits: ThreadLimits): void {
    const { minimum, maximum, sessionsPerThread } = this.#limits;
    const sameThreads =
      minimum === limits.minimum &&
      maximum === limits.maximum &&
      sessionsPerThread === limits.sessionsPerThread;
    this.#limits = limits;
    if (!sameThreads && this.#current !== undefined) this.#renew();
    this.#admit();
  }

  status(): ThreadPoolStatus {
    const all = this.#generations;
    return {
      threads: all.reduce((sum, { pool }) => sum + pool.threads.length, 0),
      running: all.reduce((sum, { running }) => sum + running, 0),
      waiting: this.#line.waiting,
      limits: this.#limits,
      sessions: [...this.#running].flatMap(({ task, thread, startedAt }) => {
        const { connection } = task.request;
        return connection === undefined ? [] : [{ connection, thread, startedAt }];
      }),
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

  /** A generation within the threads that earlier ones leave free; undefined while they leave none. */
  #begin(): Generation | undefined {
    const { minimum, maximum, sessionsPerThread } = this.#limits;
    // Threads of earlier limits count until they are gone.
    const free = maximum - this.#draining.reduce((sum, { pool }) => sum + pool.threads.length, 0);
    if (free < 1) return undefined;
    const least = Math.min(minimum, free);
    const pool = new Piscina<FetchCall, FetchOutcome>({
      filename: this.#options.workerFile,
      minThreads: least,
      maxThreads: free,
      concurrentTasksPerWorker: sessionsPerThread,
      idleTimeout: this.#options.idleMs ?? IDLE_MS,
      // The default blocks the worker between two tasks, and with it the sockets of the others.
      atomics: 'disabled',
    });
    return { pool, minimum: least, maximum: free, sessionsPerThread, running: 0 };
  }

  /** The current generation gives way to one by the limits as they are now. */
  #renew(): void {
    if (this.#current !== undefined) this.#draining.push(this.#current);
    this.#current = this.#begin();
    this.#closeDrained();
  }

  #admit(): void {
    if (this.#closed || this.#line.waiting === 0) return;
    const current = (this.#current ??= this.#begin());
    if (current === undefined) return;
    while (current.running < current.maximum * current.sessionsPerThread) {
      const session = this.#line.admit(this.#limits.sessionsPerHost);
      if (session === undefined) return;
      void this.#work(session, current);
    }
  }

  async #work(session: Session, generation: Generation): Promise<void> {
    generation.running += 1;
    this.#running.add(session);
    session.startedAt = Date.now();
    try {
      session.settled.resolve(await this.#runInWorker(session, generation.pool));
    } catch (error) {
      session.settled.reject(workerError(error));
    } finally {
      generation.running -= 1;
      this.#running.delete(session);
      this.#line.release(session);
      this.#closeDrained();
      this.#admit();
    }
  }

  async #runInWorker(session: Session, pool: Piscina<FetchCall, FetchOutcome>): Promise<FetchOutcome> {
    const { task, signal, callbacks } = session;
    const { port1, port2 } = new MessageChannel();
    const hung = Promise.withResolvers<never>();
    const hang = new AbortController();
    const watch = setTimeout(() => {
      hang.abort();
      const worker = pool.threads.find(({ threadId }) => threadId === session.thread);
      // Piscina then fails all that the thread runs. Its own way to abort would give every session a thread to itself.
      if (worker === undefined) hung.reject(hungWorker());
      else void worker.terminate();
    }, this.#options.hangMs ?? HANG_MS);
    port1.on('message', (message: WorkerMessage) => {
      watch.refresh();
      if (message.type !== 'alive') {
        callbacks.onEvent(message);
      } else if (session.thread === undefined) {
        session.thread = message.thread;
        callbacks.onThread?.();
      }
    });
    const stop = (): void => {
      port1.postMessage('stop');
    };
    signal.addEventListener('abort', stop, { once: true });
    const drained = once(port1, 'close');
    callbacks.onStarted();
    try {
      const outcome = pool.run({ task, port: port2 }, { transferList: [port2] });
      return await Promise.race([hung.promise, Promise.all([outcome, drained]).then(([value]) => value)]);
    } catch (error) {
      throw hang.signal.aborted ? hungWorker() : error;
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
        if (this.#closed) return;
        if (this.#isCramped) this.#renew();
        this.#admit();
      });
    }
  }

  /** The current generation had to begin with fewer threads than it may have now, and could use them. */
  get #isCramped(): boolean {
    const current = this.#current;
    if (current === undefined || current.maximum >= this.#limits.maximum) return false;
    const full = current.running >= current.maximum * current.sessionsPerThread;
    return current.running === 0 || (full && this.#line.waiting > 0);
  }
}

function workerError(cause: unknown): RpopError {
  if (cause instanceof RpopError) return cause;
  return new WorkerError('A worker thread died.', { code: 'worker-died', hint: POLLED_AGAIN, cause });
}

function hungWorker(): WorkerError {
  return new WorkerError('A worker thread hung and was ended.', { code: 'worker-hung', hint: POLLED_AGAIN });
}

const POLLED_AGAIN = 'It was replaced, and the connection is polled again. Nothing was lost.';
