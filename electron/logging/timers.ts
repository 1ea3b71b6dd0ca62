/** The part of a clock that waits. The service's clock fits; a test's clock too. */
export interface Timers {
  /** Calls `fn` once, after `ms` milliseconds. Returns a function that cancels it. */
  setTimer(ms: number, fn: () => void): () => void;
}

/** The timers of the machine. They do not keep the program alive: a log that waits is no reason to stay. */
export const systemTimers: Timers = {
  setTimer(ms, fn) {
    const timer = setTimeout(fn, ms).unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
