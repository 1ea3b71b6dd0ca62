import { assignSlots, catchUpSpreadMs } from './catch-up.ts';
import { DeadlineQueue } from './deadline-queue.ts';
import { KeptHistories } from './kept-histories.ts';
import type { NextPoll } from './next-poll.ts';
import { decideNextPoll, type PollInputs, type Slot } from './poll-decision.ts';
import {
  failedForNetwork,
  isLasting,
  newHistory,
  type PollHistory,
  recordLogin,
  recordSession,
  releaseHistory,
  shiftHistory,
} from './poll-history.ts';
import { PollSession } from './poll-session.ts';
import { ScheduleTime } from './schedule-time.ts';
import { SchedulerEvents } from './scheduler-events.ts';
import type {
  Pause,
  ScheduledConnection,
  SchedulePolicy,
  SchedulerEvent,
  SchedulerOptions,
  SchedulerStatus,
} from './scheduler-types.ts';

/** The clocks are compared at least this often, so that a sleep nobody announced is noticed. */
const HEARTBEAT_MS = 60_000;
/** A timer later than this means that the machine slept. */
const LATE_MS = 10_000;
/** After this much time awake, `suspended` without `resumed` is taken for a sleep that did not happen. */
const ASLEEP_LONGEST_MS = 60_000;
/** After waking up the network needs a moment. */
const WAKE_SETTLE_MS = 5_000;
const NETWORK_SETTLE_MS = 1_000;

/** A connection and its place in time. All times in schedule time. */
interface Entry {
  connection: ScheduledConnection;
  history: PollHistory;
  requested: boolean;
  slot: Slot | undefined;
  jitter: number;
}

/**
 * Says when each connection is polled. It calls `run`, one session a connection at a time, and leaves it to the
 * thread pool behind `run` how many sessions work at once. One timer serves all connections; an event costs
 * O(log n), and only what concerns all of them (start, wake-up, network, policy) costs O(n log n).
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #time: ScheduleTime;
  readonly #entries = new Map<string, Entry>();
  readonly #sessions = new Map<string, PollSession>();
  readonly #queue = new DeadlineQueue<string>();
  readonly #events = new SchedulerEvents();
  readonly #histories: KeptHistories;
  #policy: SchedulePolicy;
  #state: 'running' | 'stopped' | 'asleep' = 'stopped';
  #asleepSince = 0;
  #online = true;
  #onBattery = false;
  #pause: Pause | undefined;
  #timer: { readonly at: number; readonly cancel: () => void } | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#policy = options.policy;
    this.#time = new ScheduleTime(options.clock);
    this.#histories = new KeptHistories(options.history, this.#time, this.#events, options.random());
  }

  /** Makes these the connections: adds, changes and removes as needed. Polls that are due at once are spread. */
  setConnections(connections: readonly ScheduledConnection[]): void {
    this.#time.observe();
    const wanted = new Set(connections.map(({ id }) => id));
    const gone = [...this.#entries.keys()].filter((id) => !wanted.has(id));
    for (const id of gone) this.#drop(id);
    for (const connection of connections) this.#put(connection);
    this.#reschedule();
  }

  /** Adds a connection, which is polled at once, or takes over a changed one. */
  put(connection: ScheduledConnection): void {
    this.#observe();
    this.#place(this.#put(connection));
    this.#arm();
  }

  /** Ends the connection's session, if any, and forgets it. Resolves when no session of it is left. */
  async remove(id: string): Promise<void> {
    this.#drop(id);
    await this.#sessions.get(id)?.done;
  }

  start(): void {
    if (this.#state !== 'stopped') return;
    this.#state = 'running';
    this.#time.observe();
    this.#reschedule();
  }

  /** Ends all sessions and resolves when they have ended. */
  async stop(): Promise<void> {
    this.#state = 'stopped';
    for (const session of this.#sessions.values()) session.abort();
    this.#reschedule();
    await Promise.all([...this.#sessions.values()].map(({ done }) => done));
  }

  /**
   * One try as soon as the server allows, even if the connection is held, paused, switched off or offline.
   * A session that is already under way is taken for it. False if there is no such connection.
   */
  fetchNow(id: string): boolean {
    return this.#act(id, (entry) => {
      const session = this.#sessions.get(id);
      entry.requested = session === undefined || session.stale;
    });
  }

  /** Ends the session that runs, and forgets a request for one; polled again at its time. */
  cancel(id: string): boolean {
    return this.#act(id, (entry) => {
      entry.requested = false;
      this.#sessions.get(id)?.cancel();
    });
  }

  /** Lifts a hold and forgets the back-off, as after a new password; polled at once. */
  release(id: string): boolean {
    return this.#act(id, (entry) => {
      entry.history = releaseHistory(entry.history, this.#time.now);
      this.#histories.save(id, entry.history);
    });
  }

  /** For `all` or one: no polls until the time given (milliseconds since the epoch) or `resume`. */
  pause(id: string, until?: number): void {
    this.#setPause(id, { until });
  }

  /** `all` lifts what `pause('all')` set; connections paused one by one stay paused. */
  resume(id: string): void {
    this.#setPause(id, undefined);
  }

  /** The machine is about to sleep: nothing new is begun. */
  suspended(): void {
    if (this.#state !== 'running') return;
    this.#time.observe();
    this.#state = 'asleep';
    this.#asleepSince = this.#time.now;
    this.#reschedule();
  }

  /** The machine woke up: polls it missed follow, one for each connection, in a row. */
  resumed(): void {
    this.#time.observe();
    if (this.#state === 'asleep') this.#state = 'running';
    this.#reschedule('catch-up', WAKE_SETTLE_MS);
  }

  /** There is a network (again): what failed for want of one is tried soon. */
  networkUp(): void {
    this.#online = true;
    this.#time.observe();
    this.#reschedule('network', NETWORK_SETTLE_MS);
  }

  networkDown(): void {
    this.#online = false;
    this.#observe();
    this.#reschedule();
  }

  onBattery(onBattery: boolean): void {
    this.#onBattery = onBattery;
    this.#observe();
    this.#reschedule();
  }

  setPolicy(policy: SchedulePolicy): void {
    this.#policy = policy;
    this.#observe();
    this.#reschedule();
  }

  /** When the connection is polled next and why; undefined if there is no such connection. */
  next(id: string): NextPoll | undefined {
    this.#observe();
    const entry = this.#entries.get(id);
    return entry && this.#nextOnTheWall(entry);
  }

  status(): SchedulerStatus {
    this.#observe();
    const { wallOffset } = this.#time;
    const connections = [...this.#entries.values()].map((entry) => {
      const { last, failures, lastLogin, pause: ownPause } = shiftHistory(entry.history, wallOffset);
      const paused = ownPause !== undefined && (ownPause.until ?? Infinity) > this.#time.now + wallOffset;
      const next = this.#nextOnTheWall(entry);
      return { id: entry.connection.id, next, failures, last, loggedIn: lastLogin !== undefined, paused };
    });
    const [state, online, onBattery, pause] = [this.#state, this.#online, this.#onBattery, this.#pause];
    return { state, online, onBattery, pause, connections };
  }

  /** Listeners must not throw. Returns the function that ends the subscription. */
  subscribe(listener: (event: SchedulerEvent) => void): () => void {
    return this.#events.subscribe(listener);
  }

  #act(id: string, change: (entry: Entry) => void): boolean {
    this.#observe();
    const entry = this.#entries.get(id);
    if (!entry) return false;
    change(entry);
    this.#place(entry);
    this.#arm();
    return true;
  }

  #setPause(id: string, pause: Pause | undefined): void {
    if (id === 'all') {
      this.#pause = pause;
      this.#observe();
      this.#reschedule();
      return;
    }
    this.#act(id, (entry) => {
      entry.history = { ...entry.history, pause };
      this.#histories.save(id, entry.history);
    });
  }

  #put(connection: ScheduledConnection): Entry {
    const { id, revision } = connection;
    const known = this.#entries.get(id);
    const now = this.#time.now;
    if (!known) {
      const entry: Entry = {
        connection,
        history: this.#histories.load(connection),
        requested: false,
        slot: undefined,
        jitter: this.#options.random(),
      };
      this.#entries.set(id, entry);
      return entry;
    }
    known.connection = connection;
    const session = this.#sessions.get(id);
    if (known.history.revision !== revision) {
      // Another server, perhaps: neither its hold nor its delay concern this one.
      known.history = { ...newHistory(revision, now, known.history.anchor), pause: known.history.pause };
      this.#histories.save(id, known.history);
      session?.supersede();
    } else if (!connection.enabled) session?.abort();
    return known;
  }

  #drop(id: string): void {
    this.#sessions.get(id)?.supersede();
    if (!this.#entries.delete(id)) return;
    this.#queue.delete(id);
    this.#histories.remove(id);
    this.#events.changed(id);
  }

  /** Brings the time up to date. A clock that jumped moves all polls: forwards they are missed, backwards not. */
  #observe(): void {
    if (this.#time.observe() !== 0) this.#reschedule('catch-up', WAKE_SETTLE_MS);
  }

  /** Decides for all connections anew. Those that are due by now get places one after another. */
  #reschedule(cause: Slot['cause'] = 'catch-up', settleMs = 0): void {
    const now = this.#time.now;
    const missed: Entry[] = [];
    for (const entry of this.#entries.values()) {
      if (this.#sessions.has(entry.connection.id)) continue;
      // A retry promised when the network came back is not forgotten because of something else.
      const retry =
        (cause === 'network' || entry.slot?.cause === 'network') && failedForNetwork(entry.history);
      entry.slot = undefined;
      const next = decideNextPoll(this.#inputs(entry));
      if (!next.held && (next.at <= now || retry)) missed.push(entry);
    }
    assignSlots(missed, now, now + settleMs, (history) =>
      failedForNetwork(history) ? 'network' : 'catch-up',
    );
    for (const entry of this.#entries.values()) this.#place(entry);
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#arm();
  }

  #inputs(entry: Entry): PollInputs {
    const { connection, history, requested, slot, jitter } = entry;
    const offset = this.#time.wallOffset;
    return {
      schedule: { intervalMs: connection.intervalMs, enabled: connection.enabled, requested, slot },
      history: history.pause ? { ...history, pause: shiftPause(history.pause, -offset) } : history,
      service: {
        state: this.#state,
        online: this.#online,
        intervalFactor: this.#onBattery ? this.#policy.batteryFactor : 1,
        minIntervalMs: this.#policy.minIntervalMs,
        spreadMs: catchUpSpreadMs(this.#entries.size),
        pause: this.#pause && shiftPause(this.#pause, -offset),
      },
      now: this.#time.now,
      jitter,
    };
  }

  #place(entry: Entry): void {
    const { id } = entry.connection;
    this.#events.changed(id);
    if (this.#sessions.has(id)) return;
    const next = decideNextPoll(this.#inputs(entry));
    if (next.held) this.#queue.delete(id);
    else this.#queue.set(id, next.at);
  }

  #nextOnTheWall(entry: Entry): NextPoll {
    const session = this.#sessions.get(entry.connection.id);
    if (session) return { held: true, reason: { kind: 'in-session', phase: session.phase } };
    const next = decideNextPoll(this.#inputs(entry));
    if (next.held) return next;
    const { at, reason } = next;
    const offset = this.#time.wallOffset;
    return {
      held: false,
      at: at + offset,
      reason: reason.kind === 'paused' ? { ...reason, until: reason.until + offset } : reason,
    };
  }

  #arm(): void {
    if (this.#state === 'stopped') return;
    const first = this.#queue.peek();
    if (!first && this.#state !== 'asleep') return;
    const now = this.#time.now;
    const at = Math.min(first?.at ?? Infinity, now + HEARTBEAT_MS);
    if (this.#timer && this.#timer.at <= at) return;
    this.#timer?.cancel();
    const cancel = this.#options.clock.setTimer(Math.max(0, at - now), () => {
      this.#timer = undefined;
      this.#tick(at);
    });
    this.#timer = { at, cancel };
  }

  #tick(expected: number): void {
    const jumped = this.#time.observe();
    const now = this.#time.now;
    if (this.#state === 'asleep' && now - this.#asleepSince >= ASLEEP_LONGEST_MS) this.resumed();
    else if (jumped !== 0 || now - expected > LATE_MS) this.#reschedule('catch-up', WAKE_SETTLE_MS);
    for (let due = this.#queue.peek(); due && due.at <= now; due = this.#queue.peek()) {
      this.#queue.delete(due.key);
      const entry = this.#entries.get(due.key);
      if (entry) this.#begin(entry);
    }
    this.#arm();
  }

  #begin(entry: Entry): void {
    const { id } = entry.connection;
    entry.requested = false;
    entry.slot = undefined;
    const session = new PollSession(id, this.#time.now);
    this.#sessions.set(id, session);
    this.#events.changed(id);
    session.done = this.#run(session, entry);
  }

  async #run(session: PollSession, entry: Entry): Promise<void> {
    const { id } = session;
    const started = (): void => {
      if (session.phase === 'running' || this.#sessions.get(id) !== session) return;
      this.#observe();
      session.start = this.#time.now;
      session.phase = 'running';
      this.#events.changed(id);
    };
    const outcome = await session.outcome(this.#options.run, started, this.#events);
    this.#observe();
    this.#sessions.delete(id);
    if (!session.stale) {
      const interrupted = session.aborted && !session.cancelled && !isLasting(outcome);
      const record = interrupted ? recordLogin : recordSession;
      entry.history = record(entry.history, session.start, this.#time.now, outcome);
      entry.slot = undefined;
      entry.jitter = this.#options.random();
      this.#histories.save(id, entry.history);
    }
    // By its id: it may have been removed and added again meanwhile.
    const current = this.#entries.get(id);
    if (current) this.#place(current);
    this.#arm();
  }
}

const shiftPause = ({ until }: Pause, offset: number): Pause =>
  until === undefined ? {} : { until: until + offset };
