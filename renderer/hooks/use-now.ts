import { useSyncExternalStore } from 'react';

const EVERY_MS = 10_000;

/** One clock for everything that says "4 min. ago": it runs while somebody looks. */
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, EVERY_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time in milliseconds since the epoch, to within ten seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, current);
}

function current(): number {
  // Nobody was listening for a while: the clock stood still.
  if (timer === undefined && Date.now() - now > EVERY_MS) now = Date.now();
  return now;
}
