import type { Clock } from '../../electron/service/clock.ts';
import { DeadlineQueue } from '../../electron/service/deadline-queue.ts';

/** Lets everything that promises have set off run to its end. */
const settle = async (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/**
 * A clock that stands still until told to advance. Timers fire in order at exactly their time, and what they set
 * off asynchronously is done before the next one fires. Left out: timers that are late on their own.
 */
export class SimulatedClock implements Clock {
  readonly #timers = new DeadlineQueue<() => void>();
  #wall: number;
  #monotonic = 0;

  constructor(wall = Date.UTC(2026, 0, 1)) {
    this.#wall = wall;
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  setTimer(ms: number, fn: () => void): () => void {
    // Its own function, so that one callback can have two timers.
    const key = (): void => {
      fn();
    };
    this.#timers.set(key, this.#monotonic + Math.max(0, ms));
    return () => {
      this.#timers.delete(key);
    };
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Both clocks run for `ms`, and every timer that comes due on the way fires. */
  async advance(ms: number): Promise<void> {
    await settle();
    const end = this.#monotonic + ms;
    for (let due = this.#timers.peek(); due && due.at <= end; due = this.#timers.peek()) {
      this.#run(Math.max(0, due.at - this.#monotonic));
      this.#timers.delete(due.key);
      due.key();
      await settle();
    }
    this.#run(end - this.#monotonic);
  }

  /** Somebody sets the wall clock. No timer notices. */
  jump(ms: number): void {
    this.#wall += ms;
  }

  /** The machine sleeps: nothing runs. Linux's monotonic clock stands still meanwhile, others run on. */
  async sleep(ms: number, monotonic: 'stands' | 'runs' = 'stands'): Promise<void> {
    await settle();
    this.#wall += ms;
    if (monotonic === 'runs') this.#monotonic += ms;
  }

  #run(ms: number): void {
    this.#wall += ms;
    this.#monotonic += ms;
  }
}
