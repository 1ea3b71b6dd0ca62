import type { Clock } from './clock.ts';

/** Differences below this are the two clocks drifting or being slewed, not somebody setting one. */
const JUMP_TOLERANCE_MS = 5_000;

/**
 * The time by which polls wait, in milliseconds. It starts as the wall clock and runs with the monotonic one, so
 * that setting the wall clock back stalls nothing. When the wall clock runs ahead of the monotonic one the machine
 * slept (Linux does not count sleep) or somebody set the clock; the two cannot be told apart, and in both cases
 * the time counts as passed. It never goes back.
 */
export class ScheduleTime {
  readonly #clock: Clock;
  #time: number;
  #wall: number;
  #monotonic: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#wall = clock.now();
    this.#time = this.#wall;
    this.#monotonic = clock.monotonic();
  }

  /** Reads the clocks. Returns by how many milliseconds the wall clock jumped since the last reading, mostly 0. */
  observe(): number {
    const wall = this.#clock.now();
    const monotonic = this.#clock.monotonic();
    const elapsed = Math.max(0, monotonic - this.#monotonic);
    const ahead = wall - this.#wall - elapsed;
    const jumped = Math.abs(ahead) > JUMP_TOLERANCE_MS ? ahead : 0;
    this.#time += elapsed + Math.max(0, jumped);
    this.#wall = wall;
    this.#monotonic = monotonic;
    return jumped;
  }

  /** Schedule time at the last `observe()`. */
  get now(): number {
    return this.#time;
  }

  /** What to add to a schedule time to have it as milliseconds since the epoch, for people and for files. */
  get wallOffset(): number {
    return this.#wall - this.#time;
  }
}
