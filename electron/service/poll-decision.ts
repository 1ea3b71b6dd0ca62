import type { ErrorKind } from '../../shared/errors.ts';
import type { Attention, NextPoll, WaitReason } from './next-poll.ts';
import { failedForNetwork, type PollHistory, verdict } from './poll-history.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The first retry after a failure. */
export const BACK_OFF_FIRST_MS = MINUTE;
/**
 * The longest back-off, unless the interval itself is longer. An hour spares a dead server eleven polls of twelve
 * at the usual five minutes, and the user still has their mail within the hour after it comes back.
 */
export const BACK_OFF_LONGEST_MS = HOUR;
/** Retries are drawn out by up to this part, so that connections which failed together do not return together. */
const BACK_OFF_JITTER = 0.25;
/** A maildrop in use: another client has it open, usually not for long (RFC 2449 §8.1.2). */
const IN_USE_FIRST_MS = MINUTE;
const IN_USE_GROWTH = 1.5;
const IN_USE_LONGEST_MS = 10 * MINUTE;
/** A longer LOGIN-DELAY than this is not believed, or one line from a server would end all polling. */
export const LOGIN_DELAY_LONGEST_MS = DAY;
/** A network that comes and goes does not make a connection retry more often than this. */
export const NETWORK_RETRY_MS = 15 * SECOND;

/** A place in the queue, given to a poll that could not happen in its time, so that those do not all come at once. */
export interface Slot {
  /** Polls that were due up to this moment were missed. */
  readonly missedUpTo: number;
  readonly at: number;
  /** `network`: polls that failed because there was no network take the place too. */
  readonly cause: 'catch-up' | 'network';
}

/** Everything the decision depends on. All times in milliseconds of one time base, of which `now` is the present. */
export interface PollInputs {
  readonly schedule: {
    readonly intervalMs: number;
    readonly enabled: boolean;
    /** The user asked for a fetch now: one try, whatever holds the connection. */
    readonly requested: boolean;
    readonly slot: Slot | undefined;
  };
  readonly history: PollHistory;
  readonly service: {
    readonly state: 'running' | 'stopped' | 'asleep';
    readonly online: boolean;
    /** Intervals are multiplied by this; 1 on mains. */
    readonly intervalFactor: number;
    /** The administrator's floor. */
    readonly minIntervalMs: number;
    /** Over how long the polls of all connections are spread when a pause ends. */
    readonly spreadMs: number;
    readonly pause: { readonly until?: number | undefined } | undefined;
  };
  readonly now: number;
  /** In [0,1), the same until the connection's next session ends, so that deciding twice decides the same. */
  readonly jitter: number;
}

interface Due {
  readonly at: number;
  readonly reason: WaitReason;
}

/** When the connection is to be polled next, and why. Pure; `at` is never before `now`. */
export function decideNextPoll(inputs: PollInputs): NextPoll {
  const { schedule, history, service, now } = inputs;
  if (service.state !== 'running') return { held: true, reason: { kind: service.state } };
  if (schedule.requested) {
    return scheduled(afterLoginDelay({ at: now, reason: { kind: 'requested' } }, history, now), now);
  }
  if (!schedule.enabled) return { held: true, reason: { kind: 'disabled' } };
  if (history.hold) return { held: true, reason: { kind: history.hold.kind } };
  const pauses = [service.pause, history.pause].filter((pause) => pause !== undefined);
  if (pauses.some((pause) => pause.until === undefined)) return { held: true, reason: { kind: 'paused' } };
  if (!service.online) return { held: true, reason: { kind: 'offline' } };

  const pausedUntil = Math.max(...pauses.map((pause) => pause.until ?? -Infinity));
  const due = afterPause(nominal(inputs), pausedUntil, inputs);
  return scheduled(afterLoginDelay(inSlot(due, inputs), history, now), now);
}

/** The delay before the next try after so many failures in a row. Between the first retry and the cap, grows. */
export function backOffMs(
  failures: number,
  intervalMs: number,
  minIntervalMs: number,
  jitter: number,
): number {
  const first = Math.max(BACK_OFF_FIRST_MS, minIntervalMs);
  const longest = Math.max(BACK_OFF_LONGEST_MS, intervalMs, first);
  return grow(first, 2, longest, failures, jitter);
}

function grow(first: number, factor: number, longest: number, times: number, jitter: number): number {
  const plain = Math.min(longest / (1 + BACK_OFF_JITTER), first * factor ** Math.max(0, times - 1));
  return Math.max(first, plain * (1 + BACK_OFF_JITTER * jitter));
}

/** Retried all the same: a certificate may be renewed, a disk emptied; but the user should know. */
const ATTENTION: Partial<Record<ErrorKind, Attention>> = { tls: 'tls', local: 'local', usage: 'settings' };

/** When the poll would be if the service were always awake, online and not paused. */
function nominal({ schedule, history, service, jitter }: PollInputs): Due {
  const { last, failures } = history;
  if (last === undefined) return { at: history.since, reason: { kind: 'new' } };
  const wanted = Math.max(schedule.intervalMs * service.intervalFactor, service.minIntervalMs);
  // RFC 2449 §6.7: mail may be gone after EXPIRE days, so a longer interval could lose it; half leaves one more try.
  const expireMs = history.expireDays === undefined ? Infinity : (history.expireDays * DAY) / 2;
  const interval = Math.max(Math.min(wanted, expireMs), service.minIntervalMs);
  const backOff = (): number => last.end + backOffMs(failures, interval, service.minIntervalMs, jitter);

  switch (verdict(last.result)) {
    case 'success':
    case 'cancelled':
    // A hold that is no more: the user lifted it.
    case 'authentication':
    case 'permanent': {
      const at = nextInPhase(history.anchor, interval, last.start, last.end);
      return interval < wanted && history.expireDays !== undefined
        ? { at, reason: { kind: 'expire', days: history.expireDays } }
        : { at, reason: { kind: 'interval' } };
    }
    case 'in-use': {
      const first = Math.max(IN_USE_FIRST_MS, service.minIntervalMs);
      const longest = Math.max(IN_USE_LONGEST_MS, first);
      const at = last.end + grow(first, IN_USE_GROWTH, longest, history.inUse, jitter);
      return { at, reason: { kind: 'in-use' } };
    }
    case 'login-delay': {
      const seconds = history.loginDelaySeconds;
      // A server that says "too soon" without saying what is soon enough gets at least a whole interval.
      const at = seconds === undefined ? Math.max(backOff(), last.end + interval) : backOff();
      return { at, reason: { kind: 'login-delay', seconds } };
    }
    case 'back-off':
      break;
  }
  const attention = last.result.kind === 'failure' ? ATTENTION[last.result.error] : undefined;
  return { at: backOff(), reason: { kind: 'back-off', failures, attention } };
}

/**
 * The first moment of the connection's own raster (anchor + n intervals) after its last session. A raster does not
 * drift, however late or long the sessions. One less than half an interval after the last start is left out: that
 * session was a request or a retry and has done its work.
 */
function nextInPhase(anchor: number, interval: number, lastStart: number, lastEnd: number): number {
  const after = Math.max(lastEnd, lastStart + interval / 2);
  return anchor + (Math.floor((after - anchor) / interval) + 1) * interval;
}

function afterPause(due: Due, pausedUntil: number, { service, now, jitter }: PollInputs): Due {
  if (due.at > pausedUntil) return due;
  const reason: WaitReason =
    now < pausedUntil ? { kind: 'paused', until: pausedUntil } : { kind: 'catch-up' };
  return { at: pausedUntil + jitter * service.spreadMs, reason };
}

function inSlot(due: Due, { schedule, history }: PollInputs): Due {
  const { slot } = schedule;
  if (slot === undefined) return due;
  if (due.at <= slot.missedUpTo) {
    return { at: slot.at, reason: due.reason.kind === 'new' ? due.reason : { kind: 'catch-up' } };
  }
  const { last } = history;
  if (slot.cause === 'network' && last && failedForNetwork(history) && last.end <= slot.missedUpTo) {
    const at = Math.max(slot.at, last.end + NETWORK_RETRY_MS);
    if (at < due.at && due.reason.kind !== 'paused') return { at, reason: { kind: 'network-return' } };
  }
  return due;
}

/** RFC 2449 §6.5: no login sooner after the last than the server allows, not even when the user asks. */
function afterLoginDelay(due: Due, history: PollHistory, now: number): Due {
  const { lastLogin, loginDelaySeconds } = history;
  if (lastLogin === undefined || loginDelaySeconds === undefined) return due;
  const allowed = lastLogin + Math.min(loginDelaySeconds * SECOND, LOGIN_DELAY_LONGEST_MS);
  if (allowed <= Math.max(due.at, now)) return due;
  return { at: allowed, reason: { kind: 'login-delay', seconds: loginDelaySeconds } };
}

function scheduled(due: Due, now: number): NextPoll {
  return { held: false, at: Math.max(due.at, now), reason: due.reason };
}
