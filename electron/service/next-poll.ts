/** When a connection is polled next, and why: what `rpop status` and the window show. */

/** Why the next poll is at that moment. */
export type WaitReason =
  | { readonly kind: 'interval' }
  /** Sooner than the interval: the server keeps mail only so many days (RFC 2449 §6.7). */
  | { readonly kind: 'expire'; readonly days: number }
  /** Never polled since it was added, changed or released by the user. */
  | { readonly kind: 'new' }
  | { readonly kind: 'requested' }
  /** Missed while the machine slept, the service was down, offline or paused. */
  | { readonly kind: 'catch-up' }
  | { readonly kind: 'network-return' }
  | { readonly kind: 'back-off'; readonly failures: number; readonly attention: Attention | undefined }
  | { readonly kind: 'in-use' }
  /** `seconds` is undefined if the server refused the login without ever having announced its delay. */
  | { readonly kind: 'login-delay'; readonly seconds: number | undefined }
  /** `until`: milliseconds since the epoch. */
  | { readonly kind: 'paused'; readonly until: number };

/** Why there is no next poll until something happens. */
export type HeldReason =
  | { readonly kind: 'authentication' }
  | { readonly kind: 'permanent' }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'asleep' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'in-session'; readonly phase: 'queued' | 'running' };

/** A failure that is retried, but that probably only the user can end. */
export type Attention = 'tls' | 'local' | 'settings';

export type NextPoll =
  /** `at`: milliseconds since the epoch. */
  | { readonly held: false; readonly at: number; readonly reason: WaitReason }
  | { readonly held: true; readonly reason: HeldReason };

const ATTENTION: Record<Attention, string> = {
  tls: 'TLS or its certificate needs your attention',
  local: 'this computer needs your attention',
  settings: 'the settings need your attention',
};

/**
 * One short sentence: "in 4 min: back-off after 3 failures", "held: password refused".
 * @param now milliseconds since the epoch
 * @param formatTime how a moment is written; local date and time unless told otherwise
 */
export function describeNextPoll(next: NextPoll, now: number, formatTime = localTime): string {
  if (next.held) return describeHeld(next.reason);
  if (next.reason.kind === 'paused') return `waiting: paused until ${formatTime(next.reason.until)}`;
  return `${describeWait(next.at - now)}: ${describeReason(next.reason)}`;
}

type PlainReason = Exclude<WaitReason['kind'], 'expire' | 'back-off' | 'login-delay' | 'paused'>;

const WAITING: Record<PlainReason, string> = {
  interval: 'interval',
  new: 'first fetch',
  requested: 'fetch requested',
  'catch-up': 'catching up',
  'network-return': 'network is back',
  'in-use': 'maildrop in use',
};

const HELD: Record<Exclude<HeldReason['kind'], 'in-session'>, string> = {
  authentication: 'held: password refused',
  permanent: 'held: the server reports a lasting problem with the mailbox (SYS/PERM)',
  disabled: 'held: switched off',
  paused: 'waiting: paused',
  offline: 'offline',
  asleep: 'waiting: the computer goes to sleep',
  stopped: 'waiting: the service is stopped',
};

function describeHeld(reason: HeldReason): string {
  if (reason.kind !== 'in-session') return HELD[reason.kind];
  return reason.phase === 'queued' ? 'now: waiting for a free thread' : 'now: fetching';
}

function describeReason(reason: Exclude<WaitReason, { kind: 'paused' }>): string {
  switch (reason.kind) {
    case 'expire':
      return `server keeps mail only ${count(reason.days, 'day')} (EXPIRE)`;
    case 'back-off': {
      const sentence = `back-off after ${count(reason.failures, 'failure')}`;
      return reason.attention === undefined ? sentence : `${sentence}, ${ATTENTION[reason.attention]}`;
    }
    case 'login-delay': {
      const time = reason.seconds === undefined ? 'more time' : `${reason.seconds} s`;
      return `server asks for ${time} between logins (LOGIN-DELAY)`;
    }
    case 'interval':
    case 'new':
    case 'requested':
    case 'catch-up':
    case 'network-return':
    case 'in-use':
      break;
  }
  return WAITING[reason.kind];
}

function describeWait(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds <= 0) return 'now';
  if (seconds < 60) return `in ${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `in ${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `in ${hours} h` : `in ${Math.round(hours / 24)} days`;
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

function localTime(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
