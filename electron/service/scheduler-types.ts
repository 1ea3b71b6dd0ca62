import type { Clock } from './clock.ts';
import type { NextPoll } from './next-poll.ts';
import type { PollHistory, SessionOutcome, SessionResult } from './poll-history.ts';

/** What the scheduler needs to know of a connection. */
export interface ScheduledConnection {
  readonly id: string;
  readonly intervalMs: number;
  readonly enabled: boolean;
  /**
   * Changes when the user changed something a session depends on: host, port, user name, password, encryption.
   * A new revision ends the running session, lifts a hold, forgets the back-off and polls at once.
   */
  readonly revision: string;
}

/**
 * Runs one session and resolves with how it ended; a rejection counts as a failure. `started` is to be called when
 * the session leaves the queue of the thread pool. After `signal` it should end soon, as `cancelled`.
 */
export type RunSession = (
  connectionId: string,
  signal: AbortSignal,
  started: () => void,
) => Promise<SessionOutcome>;

/** Keeps histories over restarts; times are milliseconds since the epoch. */
export interface HistoryStore {
  load(connectionId: string): PollHistory | undefined;
  save(connectionId: string, history: PollHistory): void;
  remove(connectionId: string): void;
}

export interface SchedulePolicy {
  /** The administrator's floor for intervals and retries. */
  readonly minIntervalMs: number;
  /** Intervals are multiplied by this on battery; 1 changes nothing. */
  readonly batteryFactor: number;
}

export interface SchedulerOptions {
  readonly clock: Clock;
  readonly run: RunSession;
  readonly history: HistoryStore;
  readonly policy: SchedulePolicy;
  /** In [0,1): spreads the polls. */
  readonly random: () => number;
}

export type SchedulerEvent =
  /** What `next` or `status` say of these connections may have changed. Comes once for many changes. */
  | { readonly type: 'changed'; readonly ids: ReadonlySet<string> }
  /** `run` rejected, which it never should: a defect. */
  | { readonly type: 'session-crashed'; readonly id: string; readonly error: unknown }
  /** The store failed. Polling goes on, but a restart may forget a hold or a back-off. */
  | { readonly type: 'history-not-kept'; readonly id: string; readonly error: unknown };

/** Times are milliseconds since the epoch. */
export interface ConnectionStatus {
  readonly id: string;
  readonly next: NextPoll;
  /** Failed sessions in a row. */
  readonly failures: number;
  readonly last: { readonly start: number; readonly end: number; readonly result: SessionResult } | undefined;
  /** It has logged in to this server as it is set now. */
  readonly loggedIn: boolean;
  /** By itself. */
  readonly paused: boolean;
}

export interface SchedulerStatus {
  readonly state: 'running' | 'stopped' | 'asleep';
  readonly online: boolean;
  readonly onBattery: boolean;
  readonly pause: Pause | undefined;
  readonly connections: readonly ConnectionStatus[];
}

/** `until` in milliseconds since the epoch; without it, until resumed. */
export interface Pause {
  readonly until?: number | undefined;
}
