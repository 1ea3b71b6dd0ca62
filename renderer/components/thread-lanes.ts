import type { RunningSession, ThreadStatus } from '../../shared/status.ts';

/** One thread and what it is at. */
export interface ThreadLane {
  /** The thread's number; undefined: sessions that no thread has taken yet. */
  readonly thread: number | undefined;
  readonly sessions: readonly RunningSession[];
}

/** The sessions that run, by thread, in the order of the threads' numbers; each thread's oldest first. */
export function threadLanes({ sessions }: Pick<ThreadStatus, 'sessions'>): readonly ThreadLane[] {
  const lanes = Map.groupBy(
    sessions.toSorted((a, b) => a.startedAt - b.startedAt),
    ({ thread }) => thread,
  );
  return [...lanes]
    .map(([thread, running]) => ({ thread, sessions: running }))
    .toSorted((a, b) => (a.thread ?? Infinity) - (b.thread ?? Infinity));
}

/** A thread in the picture: `busy` with so many sessions, `idle`, or one that may still be started. */
export type ThreadSlot =
  | { readonly state: 'busy'; readonly sessions: number; readonly share: number }
  | { readonly state: 'idle' }
  | { readonly state: 'allowed' };

/** Every thread that there is or may be, busy ones first. More than the maximum may run while a lowered limit takes hold. */
export function threadSlots(status: ThreadStatus): readonly ThreadSlot[] {
  const { threads, limits } = status;
  const busy = threadLanes(status)
    .filter(({ thread }) => thread !== undefined)
    .map(({ sessions }): ThreadSlot => {
      const count = sessions.length;
      return { state: 'busy', sessions: count, share: Math.min(1, count / limits.sessionsPerThread) };
    });
  const idle = Array.from({ length: Math.max(0, threads - busy.length) }, (): ThreadSlot => ({
    state: 'idle',
  }));
  const alive = [...busy, ...idle];
  const allowed = Array.from({ length: Math.max(0, limits.maximum - alive.length) }, (): ThreadSlot => ({
    state: 'allowed',
  }));
  return [...alive, ...allowed];
}
