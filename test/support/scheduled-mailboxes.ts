import type { PollHistory, SessionOutcome } from '../../electron/service/poll-history.ts';
import { pollHistorySchema } from '../../electron/service/poll-history.ts';
import { Scheduler } from '../../electron/service/scheduler.ts';
import type {
  HistoryStore,
  ScheduledConnection,
  SchedulePolicy,
  SchedulerEvent,
} from '../../electron/service/scheduler-types.ts';
import { SimulatedClock } from './simulated-clock.ts';

/** Keeps histories as a file would: as JSON, checked when read. */
export class RememberedHistories implements HistoryStore {
  readonly kept = new Map<string, string>();

  load(id: string): PollHistory | undefined {
    const text = this.kept.get(id);
    return text === undefined ? undefined : pollHistorySchema.parse(JSON.parse(text));
  }

  save(id: string, history: PollHistory): void {
    this.kept.set(id, JSON.stringify(history));
  }

  remove(id: string): void {
    this.kept.delete(id);
  }
}

/** A small generator of numbers in [0,1) that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What a mailbox's session does: how long it takes on the simulated clock, and how it ends. */
export interface Behaviour {
  readonly durationMs: number;
  readonly outcome: SessionOutcome;
  /** How long it waits for a thread before. */
  readonly queuedMs?: number;
  /** Takes its time and ends as if nobody had told it to stop. */
  readonly stubborn?: boolean;
}

interface Poll {
  readonly id: string;
  /** Monotonic milliseconds of the simulated clock. */
  readonly at: number;
}

interface Options {
  clock?: SimulatedClock;
  history?: HistoryStore;
  policy?: SchedulePolicy;
  behaviour?: (id: string) => Behaviour;
}

export const success: SessionOutcome = { kind: 'success', newMessages: 0, loginAfterMs: 0 };

/** A scheduler on a simulated clock, whose sessions do as told; no network, no threads. */
export class ScheduledMailboxes {
  readonly clock: SimulatedClock;
  readonly scheduler: Scheduler;
  readonly polls: Poll[] = [];
  readonly active = new Set<string>();
  readonly events: SchedulerEvent[] = [];
  /** Ids of connections that had two sessions at once: never any. */
  readonly doubled: string[] = [];
  behaviour: (id: string) => Behaviour;

  constructor({ clock, history, policy, behaviour }: Options = {}) {
    this.clock = clock ?? new SimulatedClock();
    this.behaviour = behaviour ?? (() => ({ durationMs: 1_000, outcome: success }));
    this.scheduler = new Scheduler({
      clock: this.clock,
      run: async (id, signal, started) => this.#run(id, signal, started),
      history: history ?? new RememberedHistories(),
      policy: policy ?? { minIntervalMs: 60_000, batteryFactor: 2 },
      random: seededRandom(1),
    });
  }

  /** How often the connection was polled. */
  count(id: string): number {
    return this.polls.filter((poll) => poll.id === id).length;
  }

  /** When the connection was polled, in whole seconds since the clock began. */
  seconds(id: string): number[] {
    return this.polls.filter((poll) => poll.id === id).map(({ at }) => Math.round(at / 1_000));
  }

  async #run(id: string, signal: AbortSignal, started: () => void): Promise<SessionOutcome> {
    this.polls.push({ id, at: this.clock.monotonic() });
    if (this.active.has(id)) this.doubled.push(id);
    this.active.add(id);
    const { durationMs, outcome, queuedMs, stubborn } = this.behaviour(id);
    const heeded = stubborn ? new AbortController().signal : signal;
    if (queuedMs === undefined) started();
    else {
      await this.#wait(queuedMs, heeded);
      started();
    }
    await this.#wait(durationMs, heeded);
    this.active.delete(id);
    return heeded.aborted ? { kind: 'failure', error: 'cancelled', code: 'cancelled' } : outcome;
  }

  /** An interrupted session needs another 100 ms to say goodbye. */
  async #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.clock.setTimer(ms, resolve);
      signal.addEventListener('abort', () => {
        cancel();
        this.clock.setTimer(100, resolve);
      });
    });
  }
}

export function connection(id: string, intervalMinutes = 5): ScheduledConnection {
  return { id, intervalMs: intervalMinutes * 60_000, enabled: true, revision: '1' };
}

/** The most polls within any second. */
export function mostInASecond(polls: readonly { readonly at: number }[]): number {
  const times = polls.map(({ at }) => at).toSorted((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [last, at] of times.entries()) {
    while ((times[first] ?? at) <= at - 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
