import type { LineSink } from './line-sink.ts';
import type { Timers } from './timers.ts';

/** What may wait for a slow or broken sink. Beyond it the newest events are dropped and counted. */
const MOST_LINES = 10_000;
const MOST_OCTETS = 16 * 1024 * 1024;
/** What is handed to the sink in one go. */
const BATCH_LINES = 1_000;
const BATCH_OCTETS = 256 * 1024;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

export interface DestinationStatus {
  /** Events that the destination took. */
  readonly written: number;
  /** Events that were lost because too many waited, or because they still waited at the end. */
  readonly dropped: number;
  /** Why nothing can be written at the moment, for people. */
  readonly trouble: string | undefined;
}

interface QueuedDestinationOptions {
  readonly sink: LineSink;
  readonly timers: Timers;
  /** The line that says that `count` events were dropped. */
  readonly droppedLine: (count: number) => Buffer;
  /** A sink's failure in words for people. */
  readonly describe: (error: unknown) => string;
  /** Called when trouble begins (once, however often it is tried again), changes, or ends (undefined). */
  readonly onTrouble: (trouble: string | undefined) => void;
}

/**
 * A bounded queue before a sink that may be slow, broken or gone. Pushing never throws and never waits; a sink that
 * fails is tried again, at growing intervals, with the same lines.
 */
export class QueuedDestination {
  readonly #options: QueuedDestinationOptions;
  #sink: LineSink;
  readonly #queue: Buffer[] = [];
  #octets = 0;
  #written = 0;
  #dropped = 0;
  /** Dropped since the last line that said so. While above 0, everything is dropped until half the queue is free. */
  #unreported = 0;
  #trouble: string | undefined;
  #failures = 0;
  #pumping = false;
  #endWait: (() => void) | undefined;
  readonly #whenIdle: (() => void)[] = [];
  #epoch = 0;

  constructor(options: QueuedDestinationOptions) {
    this.#options = options;
    this.#sink = options.sink;
  }

  push(line: Buffer): void {
    this.#reportDropped();
    if (
      this.#unreported > 0 ||
      this.#queue.length >= MOST_LINES ||
      this.#octets + line.length > MOST_OCTETS
    ) {
      this.#dropped += 1;
      this.#unreported += 1;
      return;
    }
    this.#enqueue(line);
    if (!this.#pumping) void this.#pump();
  }

  status(): DestinationStatus {
    return { written: this.#written, dropped: this.#dropped, trouble: this.#trouble };
  }

  /** What waits goes to another sink from now on. The old one is closed. */
  replaceSink(sink: LineSink): Promise<void> {
    const old = this.#sink;
    this.#sink = sink;
    this.retryNow();
    return old.close();
  }

  /** Something changed that may end the trouble: no need to wait any longer. */
  retryNow(): void {
    this.#epoch += 1;
    this.#failures = 0;
    this.#endWait?.();
  }

  /**
   * Waits until all is written, `timeoutMs` milliseconds at the most; what then still waits is dropped. A later push
   * opens the sink again.
   */
  async close(timeoutMs: number): Promise<void> {
    this.#epoch += 1;
    const epoch = this.#epoch;
    this.#endWait?.();
    await this.#idle(timeoutMs);
    // Somebody wants it open again.
    if (epoch !== this.#epoch) return;
    this.#dropped += this.#queue.length;
    this.#queue.length = 0;
    this.#octets = 0;
    await this.#sink.close();
    this.#endWait?.();
    this.#setTrouble(undefined);
  }

  #enqueue(line: Buffer): void {
    this.#queue.push(line);
    this.#octets += line.length;
  }

  #reportDropped(): void {
    if (this.#unreported === 0) return;
    if (this.#queue.length > MOST_LINES / 2 || this.#octets > MOST_OCTETS / 2) return;
    this.#enqueue(this.#options.droppedLine(this.#unreported));
    this.#unreported = 0;
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    // Whoever writes several events in a row gets them into one batch.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const sink = this.#sink;
      try {
        const sent = await sink.send(this.#batch());
        this.#remove(sent);
        this.#failures = 0;
        if (sink === this.#sink) this.#setTrouble(undefined);
        this.#reportDropped();
      } catch (error) {
        // A sink that was replaced fails because it was closed.
        if (sink === this.#sink && this.#queue.length > 0) await this.#failed(error);
      }
    }
    this.#pumping = false;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  #batch(): Buffer[] {
    let octets = 0;
    let lines = 0;
    for (const line of this.#queue) {
      octets += line.length;
      if (lines > 0 && (lines === BATCH_LINES || octets > BATCH_OCTETS)) break;
      lines += 1;
    }
    return this.#queue.slice(0, lines);
  }

  #remove(count: number): void {
    const sent = this.#queue.splice(0, count);
    this.#written += sent.length;
    for (const line of sent) this.#octets -= line.length;
  }

  async #failed(error: unknown): Promise<void> {
    this.#setTrouble(this.#options.describe(error));
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.#failures, LONGEST_WAIT_MS);
    this.#failures += 1;
    await new Promise<void>((resolve) => {
      const cancel = this.#options.timers.setTimer(wait, resolve);
      this.#endWait = () => {
        cancel();
        resolve();
      };
    });
    this.#endWait = undefined;
  }

  #setTrouble(trouble: string | undefined): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#options.onTrouble(trouble);
  }

  async #idle(timeoutMs: number): Promise<void> {
    if (!this.#pumping) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#options.timers.setTimer(timeoutMs, resolve);
      this.#whenIdle.push(() => {
        cancel();
        resolve();
      });
    });
  }
}
