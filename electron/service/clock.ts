/** The service's only source of time, injected so that a test can hold it. */
export interface Clock {
  /** The wall clock: milliseconds since the epoch. It can be set forwards and backwards by anyone. */
  now(): number;
  /** Milliseconds since some fixed moment. Never goes back; may or may not count the time asleep. */
  monotonic(): number;
  /** Calls `fn` once, after `ms` milliseconds of monotonic time. Returns a function that cancels it. */
  setTimer(ms: number, fn: () => void): () => void;
}

/** Longer waits make `setTimeout` fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The clocks and timers of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(ms, fn) {
    const timer = setTimeout(fn, Math.min(Math.max(0, Math.ceil(ms)), LONGEST_TIMER_MS));
    return () => {
      clearTimeout(timer);
    };
  },
};
