import { describe, expect, it } from 'vitest';
import { threadLanes, threadSlots } from '../../../../renderer/components/thread-lanes.ts';
import type { RunningSession, ThreadStatus } from '../../../../shared/status.ts';

const session = (connection: string, thread: number | undefined, startedAt: number): RunningSession => ({
  connection,
  thread,
  startedAt,
});
const status = (threads: number, maximum: number, sessions: readonly RunningSession[]): ThreadStatus => ({
  threads,
  running: sessions.length,
  waiting: 0,
  limits: { minimum: 1, maximum, sessionsPerThread: 2, sessionsPerHost: 2 },
  sessions,
});

describe('what runs, by thread', () => {
  it('is in the order of the threads, with those that no thread has taken last', () => {
    const lanes = threadLanes(
      status(2, 4, [session('c', undefined, 1), session('b', 2, 9), session('a', 1, 5), session('d', 2, 3)]),
    );
    expect(
      lanes.map(({ thread, sessions }) => [thread, sessions.map(({ connection }) => connection)]),
    ).toEqual([
      [1, ['a']],
      [2, ['d', 'b']],
      [undefined, ['c']],
    ]);
  });
});

describe('the picture of the threads', () => {
  it('has the busy, the idle and those that may still be started', () => {
    const slots = threadSlots(status(3, 5, [session('a', 1, 1), session('b', 2, 1), session('c', 2, 2)]));
    expect(slots).toEqual([
      { state: 'busy', sessions: 1, share: 0.5 },
      { state: 'busy', sessions: 2, share: 1 },
      { state: 'idle' },
      { state: 'allowed' },
      { state: 'allowed' },
    ]);
  });

  it('shows more threads than the maximum while a lowered one takes hold', () => {
    expect(threadSlots(status(3, 1, [session('a', 1, 1)])).map(({ state }) => state)).toEqual([
      'busy',
      'idle',
      'idle',
    ]);
  });
});
