import { z } from 'zod';
import type { ErrorKind } from '../../shared/errors.ts';

/** The response codes that decide when to come back (RFC 2449 §8.1, RFC 3206). */
const RESPONSE_CODES = ['IN-USE', 'LOGIN-DELAY', 'SYS/TEMP', 'SYS/PERM', 'AUTH'] as const;

const ERROR_KINDS = [
  'usage',
  'authentication',
  'connection',
  'tls',
  'local',
  'protocol',
  'refused',
  'cancelled',
] as const satisfies readonly ErrorKind[];

const sessionResultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('success'), newMessages: z.number().int().nonnegative() }),
  z.object({
    kind: z.literal('failure'),
    error: z.enum(ERROR_KINDS),
    /** The `RpopError` code. */
    code: z.string(),
    responseCode: z.enum(RESPONSE_CODES).optional(),
  }),
]);

/** How a session ended, as far as it is remembered. */
export type SessionResult = z.infer<typeof sessionResultSchema>;

/** What a session reports to the scheduler. */
export type SessionOutcome = SessionResult & {
  /**
   * Milliseconds from the session's start to the moment it sent its password, from which LOGIN-DELAY counts. Left
   * out, it counts from the session's end; only a `connection` or `tls` failure then counts as no login at all.
   */
  readonly loginAfterMs?: number;
  /** What the server's CAPA said, if it was asked. */
  readonly server?: { readonly loginDelaySeconds?: number; readonly expireDays?: number };
};

const time = z.number().finite();

/**
 * What the schedule of one connection remembers. Times are in milliseconds: since the epoch where a
 * `HistoryStore` keeps them, schedule time inside the scheduler.
 */
export const pollHistorySchema = z.object({
  /** See `ScheduledConnection.revision`. */
  revision: z.string(),
  /** Since when the connection is as it is: added, changed, or released from a hold. */
  since: time,
  /** The moment from which its intervals are counted, drawn once so that connections are spread. */
  anchor: time,
  /** Sessions since `since`; undefined before the first has ended. */
  last: z.object({ start: time, end: time, result: sessionResultSchema }).optional(),
  /** Failed sessions in a row. */
  failures: z.number().int().nonnegative(),
  /** How many of the last ones in a row found the maildrop in use. */
  inUse: z.number().int().nonnegative(),
  lastLogin: time.optional(),
  loginDelaySeconds: z.number().positive().optional(),
  expireDays: z.number().positive().optional(),
  /** Stays until the user acts or a session succeeds. */
  hold: z.object({ kind: z.enum(['authentication', 'permanent']), since: time, code: z.string() }).optional(),
  /** Set by the user. `until` is always milliseconds since the epoch: a promise by the wall clock. */
  pause: z.object({ until: time.optional() }).optional(),
});

export type PollHistory = z.infer<typeof pollHistorySchema>;

/** What the end of a session means for the next one. */
export type Verdict =
  'success' | 'cancelled' | 'in-use' | 'login-delay' | 'authentication' | 'permanent' | 'back-off';

const BY_RESPONSE_CODE: Record<(typeof RESPONSE_CODES)[number], Verdict> = {
  'IN-USE': 'in-use',
  'LOGIN-DELAY': 'login-delay',
  'SYS/TEMP': 'back-off',
  'SYS/PERM': 'permanent',
  AUTH: 'authentication',
};

/**
 * A refused login is the password's fault only if the server does not give another reason: RFC 2449 §8.1.2 and
 * RFC 3206 §4 let IN-USE, LOGIN-DELAY and SYS come as the answer to a password that is right.
 */
export function verdict(result: SessionResult): Verdict {
  if (result.kind === 'success') return 'success';
  if (result.error === 'cancelled') return 'cancelled';
  if (result.responseCode !== undefined) return BY_RESPONSE_CODE[result.responseCode];
  return result.error === 'authentication' ? 'authentication' : 'back-off';
}

/** Whether a session's end says something even if the session was interrupted. */
export function isLasting(result: SessionResult): boolean {
  return ['success', 'authentication', 'permanent'].includes(verdict(result));
}

/** Whether the last session did not reach its server, or lost it. */
export function failedForNetwork({ last }: PollHistory): boolean {
  return last?.result.kind === 'failure' && last.result.error === 'connection';
}

/** The history of a connection that was never polled. `anchor` and `since` in one time base. */
export function newHistory(revision: string, since: number, anchor: number): PollHistory {
  return { revision, since, anchor, failures: 0, inUse: 0 };
}

/** The history after a session from `start` to `end`. A cancelled session is neither success nor failure. */
export function recordSession(
  history: PollHistory,
  start: number,
  end: number,
  outcome: SessionOutcome,
): PollHistory {
  const { loginAfterMs: _login, server: _server, ...result } = outcome;
  const next: PollHistory = { ...recordLogin(history, start, end, outcome), last: { start, end, result } };
  const meaning = verdict(result);
  if (meaning === 'cancelled' || result.kind === 'success') {
    if (meaning === 'success') Object.assign(next, { failures: 0, inUse: 0, hold: undefined });
    return next;
  }
  next.failures = history.failures + 1;
  next.inUse = meaning === 'in-use' ? history.inUse + 1 : 0;
  if (meaning === 'authentication' || meaning === 'permanent') {
    next.hold = { kind: meaning, since: end, code: result.code };
  }
  return next;
}

/** What even an interrupted session teaches: when it logged in, and what the server announced. */
export function recordLogin(
  history: PollHistory,
  start: number,
  end: number,
  outcome: SessionOutcome,
): PollHistory {
  const next = { ...history };
  if (outcome.loginAfterMs !== undefined) {
    next.lastLogin = Math.min(end, start + outcome.loginAfterMs);
  } else if (outcome.kind === 'success' || (outcome.error !== 'connection' && outcome.error !== 'tls')) {
    next.lastLogin = end;
  }
  if (outcome.server !== undefined) {
    next.loginDelaySeconds = positive(outcome.server.loginDelaySeconds);
    // RFC 2449 §6.7: EXPIRE 0 concerns messages already retrieved; it hurries nobody.
    next.expireDays = positive(outcome.server.expireDays);
  }
  return next;
}

/** The user acted: no hold, no back-off, to be polled at once. What the server asked for stays. */
export function releaseHistory(history: PollHistory, since: number): PollHistory {
  const { last: _last, hold: _hold, ...rest } = history;
  return { ...rest, since, failures: 0, inUse: 0 };
}

/** Moves all times (but the pause's) by `offset`, and none beyond `latest`: nothing remembered is yet to come. */
export function shiftHistory(history: PollHistory, offset: number, latest = Infinity): PollHistory {
  const shift = (at: number): number => Math.min(latest, at + offset);
  const { last, lastLogin, hold } = history;
  const shifted: PollHistory = {
    ...history,
    since: shift(history.since),
    // Only its remainder by the interval counts, so it may lie anywhere.
    anchor: history.anchor + offset,
  };
  if (last) shifted.last = { ...last, start: shift(last.start), end: shift(last.end) };
  if (lastLogin !== undefined) shifted.lastLogin = shift(lastLogin);
  if (hold) shifted.hold = { ...hold, since: shift(hold.since) };
  return shifted;
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 && Number.isFinite(value) ? value : undefined;
}
