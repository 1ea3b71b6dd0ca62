import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BACK_OFF_FIRST_MS,
  BACK_OFF_LONGEST_MS,
  backOffMs,
  decideNextPoll,
  LOGIN_DELAY_LONGEST_MS,
  NETWORK_RETRY_MS,
  type PollInputs,
} from '../../../electron/service/poll-decision.ts';
import { describeNextPoll } from '../../../electron/service/next-poll.ts';
import {
  newHistory,
  type PollHistory,
  recordSession,
  type SessionOutcome,
} from '../../../electron/service/poll-history.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2026, 0, 1);

const success: SessionOutcome = { kind: 'success', newMessages: 0, loginAfterMs: 0 };
const failure = (
  error: 'connection' | 'authentication' | 'tls' | 'refused' | 'cancelled',
  responseCode?: 'IN-USE' | 'LOGIN-DELAY' | 'SYS/TEMP' | 'SYS/PERM' | 'AUTH',
): SessionOutcome => ({ kind: 'failure', error, code: 'some-code', ...(responseCode && { responseCode }) });

/** A connection with its raster on T0 that has just been polled with these outcomes, a second each, since T0. */
function after(...outcomes: SessionOutcome[]): PollHistory {
  let history = newHistory('1', T0, T0);
  for (const [n, outcome] of outcomes.entries()) {
    history = recordSession(history, T0 + n * SECOND, T0 + (n + 1) * SECOND, outcome);
  }
  return history;
}

interface Changes {
  history?: PollHistory;
  now?: number;
  jitter?: number;
  schedule?: Partial<PollInputs['schedule']>;
  service?: Partial<PollInputs['service']>;
}

const inputs = ({ history, now, jitter, schedule, service }: Changes): PollInputs => ({
  schedule: { intervalMs: 5 * MINUTE, enabled: true, requested: false, slot: undefined, ...schedule },
  history: history ?? after(success),
  service: {
    state: 'running',
    online: true,
    intervalFactor: 1,
    minIntervalMs: MINUTE,
    spreadMs: 0,
    pause: undefined,
    ...service,
  },
  now: now ?? history?.last?.end ?? T0 + SECOND,
  jitter: jitter ?? 0,
});
const decide = (changes: Changes) => decideNextPoll(inputs(changes));

/** The wait in milliseconds and the kind of reason. */
function waits(changes: Changes): [number, string] {
  const all = inputs(changes);
  const next = decideNextPoll(all);
  return [next.held ? Infinity : next.at - all.now, next.reason.kind];
}

describe('a connection that works', () => {
  test('is polled at once when it is new', () => {
    expect(waits({ history: newHistory('1', T0, T0 + MINUTE), now: T0 })).toEqual([0, 'new']);
  });

  test('keeps to its raster, however late or long the last session was', () => {
    for (const [start, end] of [
      [0, 1],
      [90, 91],
      [0, 299],
    ] as const) {
      const history = recordSession(newHistory('1', T0, T0), T0 + start * SECOND, T0 + end * SECOND, success);
      expect(decide({ history })).toEqual({ held: false, at: T0 + 5 * MINUTE, reason: { kind: 'interval' } });
    }
    const long = recordSession(newHistory('1', T0, T0), T0, T0 + 12 * MINUTE, success);
    expect(decide({ history: long })).toMatchObject({ at: T0 + 15 * MINUTE });
  });

  test('is not polled again in the raster right after a fetch the user asked for', () => {
    const asked = recordSession(after(success), T0 + 4 * MINUTE, T0 + 4 * MINUTE + SECOND, success);
    expect(decide({ history: asked })).toMatchObject({ at: T0 + 10 * MINUTE });
  });

  test('is polled less often on battery, and never more often than the administrator allows', () => {
    expect(decide({ service: { intervalFactor: 2 } })).toMatchObject({ at: T0 + 10 * MINUTE });
    expect(decide({ service: { minIntervalMs: 30 * MINUTE } })).toMatchObject({ at: T0 + 30 * MINUTE });
  });

  test('is polled twice within the days the server keeps its mail', () => {
    const history = after({ ...success, server: { expireDays: 1 } });
    expect(decide({ history, schedule: { intervalMs: 7 * DAY } })).toMatchObject({
      at: T0 + DAY / 2,
      reason: { kind: 'expire', days: 1 },
    });
    expect(decide({ history })).toMatchObject({ reason: { kind: 'interval' } });
  });
});

describe('a connection that fails', () => {
  test('backs off exponentially from a minute up to the longest, and returns to the interval with a success', () => {
    const failures: SessionOutcome[] = [];
    const delays = Array.from({ length: 9 }, () => {
      failures.push(failure('connection'));
      const [wait, reason] = waits({ history: after(...failures) });
      expect(reason).toBe('back-off');
      return wait / MINUTE;
    });
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 48, 48, 48]);
    expect(waits({ history: after(...failures, success) })[1]).toBe('interval');
  });

  test('says after how many failures, and when the user should look at it', () => {
    const history = after(failure('connection'), failure('refused', 'SYS/TEMP'), failure('tls'));
    expect(describeNextPoll(decide({ history }), T0 + 3 * SECOND)).toBe(
      'in 4 min: back-off after 3 failures, TLS or its certificate needs your attention',
    );
  });

  test('is retried soon, then less soon, while the maildrop is in use, even if the login was refused for it', () => {
    const inUse = failure('authentication', 'IN-USE');
    const delays = [1, 2, 3, 4].map((n) =>
      waits({ history: after(...Array.from({ length: n }, () => inUse)) }),
    );
    expect(delays.map(([, reason]) => reason)).toEqual(['in-use', 'in-use', 'in-use', 'in-use']);
    expect(delays.map(([wait]) => wait / MINUTE)).toEqual([1, 1.5, 2.25, 3.375]);
    expect(
      waits({ history: after(...Array.from({ length: 30 }, () => inUse)), jitter: 0.999 })[0],
    ).toBeLessThan(10 * MINUTE);
  });

  test.each([
    ['authentication', failure('authentication')],
    ['authentication', failure('refused', 'AUTH')],
    ['permanent', failure('authentication', 'SYS/PERM')],
  ] as const)('is held for %s until the user acts', (kind, outcome) => {
    expect(decide({ history: after(outcome), now: T0 + 1_000 * DAY })).toEqual({
      held: true,
      reason: { kind },
    });
    expect(waits({ history: after(outcome), schedule: { requested: true } })).toEqual([0, 'requested']);
  });

  test.each(['IN-USE', 'LOGIN-DELAY', 'SYS/TEMP'] as const)(
    'is not held for a login refused with [%s]: the password may be right',
    (code) => {
      expect(decide({ history: after(failure('authentication', code)) }).held).toBe(false);
    },
  );

  test('stays held when the one try meets another failure, and is released by a success', () => {
    expect(decide({ history: after(failure('authentication'), failure('connection')) }).held).toBe(true);
    expect(decide({ history: after(failure('authentication'), success) }).held).toBe(false);
  });

  test('waits a whole interval when the server says "too soon" without saying what is soon enough', () => {
    const history = after(failure('refused', 'LOGIN-DELAY'));
    expect(waits({ history })).toEqual([5 * MINUTE, 'login-delay']);
  });

  test('does not count a cancelled session', () => {
    expect(after(failure('connection'), failure('cancelled')).failures).toBe(1);
    expect(waits({ history: after(failure('cancelled')) })[1]).toBe('interval');
  });
});

describe('LOGIN-DELAY', () => {
  const delayed = after({ ...success, server: { loginDelaySeconds: 900 } });

  test('postpones a poll and even a request, and is the reason given', () => {
    expect(decide({ history: delayed })).toMatchObject({ at: T0 + 15 * MINUTE });
    const asked = decide({ history: delayed, schedule: { requested: true }, now: T0 });
    expect(describeNextPoll(asked, T0)).toBe('in 15 min: server asks for 900 s between logins (LOGIN-DELAY)');
  });

  test('is forgotten when the server no longer announces it', () => {
    const history = recordSession(delayed, T0 + HOUR, T0 + HOUR, { ...success, server: {} });
    expect(waits({ history })[1]).toBe('interval');
  });
});

describe('what holds every connection', () => {
  test.each<[string, Changes]>([
    ['stopped', { service: { state: 'stopped' } }],
    ['asleep', { service: { state: 'asleep' } }],
    ['offline', { service: { online: false } }],
    ['paused', { service: { pause: {} } }],
    ['paused', { history: { ...after(success), pause: {} } }],
    ['disabled', { schedule: { enabled: false } }],
  ])('%s', (kind, changes) => {
    expect(decide({ ...changes, now: T0 + DAY })).toEqual({ held: true, reason: { kind } });
  });

  test('a pause with an end spreads the polls after it', () => {
    const service = { pause: { until: T0 + HOUR }, spreadMs: 100 * SECOND };
    expect(decide({ service, jitter: 0.5 })).toEqual({
      held: false,
      at: T0 + HOUR + 50 * SECOND,
      reason: { kind: 'paused', until: T0 + HOUR },
    });
    expect(decide({ service, jitter: 0.5, now: T0 + HOUR })).toMatchObject({ at: T0 + HOUR + 50 * SECOND });
  });
});

describe('a place in the queue', () => {
  const now = T0 + HOUR;

  test('is taken by a poll that was missed, not by one that is yet to come', () => {
    const slot = { missedUpTo: now, at: now + 7 * SECOND, cause: 'catch-up' } as const;
    expect(waits({ now, schedule: { slot } })).toEqual([7 * SECOND, 'catch-up']);
    expect(waits({ now, schedule: { slot, intervalMs: 2 * HOUR } })).toEqual([HOUR, 'interval']);
  });

  test('after the network came back is taken by what failed for want of it, but not at every flicker', () => {
    const history = recordSession(after(success), now - SECOND, now, failure('connection'));
    const slot = { missedUpTo: now, at: now, cause: 'network' } as const;
    expect(waits({ history, now, schedule: { slot } })).toEqual([NETWORK_RETRY_MS, 'network-return']);
    const refused = recordSession(after(success), now - SECOND, now, failure('refused'));
    expect(waits({ history: refused, now, schedule: { slot } })).toEqual([MINUTE, 'back-off']);
  });
});

describe('whatever happened', () => {
  const offset = fc.integer({ min: -40 * DAY, max: 40 * DAY });
  const outcome: fc.Arbitrary<SessionOutcome> = fc
    .tuple(
      fc.constantFrom(
        success,
        failure('connection'),
        failure('tls'),
        failure('cancelled'),
        failure('authentication'),
        failure('authentication', 'IN-USE'),
        failure('refused', 'SYS/TEMP'),
        failure('refused', 'SYS/PERM'),
        failure('refused', 'LOGIN-DELAY'),
      ),
      fc.option(fc.record({ loginDelaySeconds: fc.integer({ min: 0, max: 1e9 }), expireDays: fc.nat(60) })),
    )
    .map(([result, server]) => (server ? { ...result, server } : result));
  const history = fc
    .tuple(fc.array(fc.tuple(outcome, fc.nat(DAY), fc.nat(HOUR)), { maxLength: 30 }), offset)
    .map(([sessions, anchor]) => {
      let at = T0;
      let all = newHistory('1', T0, T0 + anchor);
      for (const [result, pause, duration] of sessions) {
        all = recordSession(all, at + pause, at + pause + duration, result);
        at += pause + duration;
      }
      return all;
    });
  const anything = fc
    .record({
      history,
      since: fc.nat(40 * DAY),
      jitter: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      intervalMs: fc.integer({ min: MINUTE, max: 7 * DAY }),
      requested: fc.boolean(),
      enabled: fc.boolean(),
      online: fc.boolean(),
      minIntervalMs: fc.integer({ min: 0, max: 2 * HOUR }),
      intervalFactor: fc.constantFrom(1, 2, 4),
      pause: fc.option(fc.record({ until: offset.map((ms) => T0 + ms) }), { nil: undefined }),
      slot: fc.option(
        fc
          .record({
            missedUpTo: offset,
            at: fc.nat(5 * MINUTE),
            cause: fc.constantFrom('catch-up', 'network'),
          })
          .map((slot) => ({ ...slot, missedUpTo: T0 + slot.missedUpTo, at: T0 + slot.missedUpTo + slot.at })),
        { nil: undefined },
      ),
    })
    .map(({ history: past, since, jitter, intervalMs, requested, enabled, slot, ...service }) =>
      inputs({
        history: past,
        now: (past.last?.end ?? T0) + since,
        jitter,
        schedule: { intervalMs, requested, enabled, slot },
        service: { ...service, spreadMs: MINUTE },
      }),
    );

  test('there is a reason, and the next poll is not in the past', () => {
    fc.assert(
      fc.property(anything, (all) => {
        const next = decideNextPoll(all);
        expect(describeNextPoll(next, all.now)).toMatch(/^\w.*\w|offline/);
        expect(next.held ? Infinity : next.at).toBeGreaterThanOrEqual(all.now);
      }),
    );
  });

  test('no login comes sooner than LOGIN-DELAY allows', () => {
    fc.assert(
      fc.property(anything, (all) => {
        const next = decideNextPoll(all);
        const { lastLogin, loginDelaySeconds } = all.history;
        fc.pre(!next.held && lastLogin !== undefined && loginDelaySeconds !== undefined);
        const delay = Math.min(loginDelaySeconds * SECOND, LOGIN_DELAY_LONGEST_MS);
        expect(next.at).toBeGreaterThanOrEqual(lastLogin + delay);
      }),
    );
  });

  test('an unrequested poll is not later than the longest interval, back-off, pause or delay there is', () => {
    fc.assert(
      fc.property(anything, (all) => {
        const next = decideNextPoll(all);
        if (next.held) return;
        const { history: past, service, schedule, now } = all;
        const interval = Math.max(schedule.intervalMs * service.intervalFactor, service.minIntervalMs);
        const latest = Math.max(
          now,
          (past.last?.end ?? T0) +
            Math.max(1.5 * interval, BACK_OFF_LONGEST_MS, service.minIntervalMs * 1.25),
          (service.pause?.until ?? 0) + service.spreadMs,
          schedule.slot?.at ?? 0,
          (past.lastLogin ?? 0) + LOGIN_DELAY_LONGEST_MS,
        );
        expect(next.at).toBeLessThanOrEqual(latest);
      }),
    );
  });

  test('nothing is polled unasked while it is held, switched off, offline or paused', () => {
    fc.assert(
      fc.property(anything, (all) => {
        const next = decideNextPoll(all);
        if (next.held || all.schedule.requested) return;
        expect(all.schedule.enabled && all.service.online).toBe(true);
        expect(all.history.hold).toBeUndefined();
        expect(next.at).toBeGreaterThanOrEqual(all.service.pause?.until ?? 0);
      }),
    );
  });

  test('deciding again before the poll decides the same moment', () => {
    fc.assert(
      fc.property(anything, fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
        const next = decideNextPoll(all);
        if (next.held || all.schedule.requested) return;
        const now = all.now + Math.floor((next.at - all.now) * part);
        expect(decideNextPoll({ ...all, now })).toMatchObject({ held: false, at: next.at });
      }),
    );
  });

  test('a back-off lies between the first retry and the longest, and grows with the failures', () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.nat(7 * DAY),
        fc.nat(2 * HOUR),
        unit,
        (n, interval, min, j) => {
          const delay = backOffMs(n, interval, min, j);
          expect(delay).toBeGreaterThanOrEqual(Math.max(BACK_OFF_FIRST_MS, min));
          expect(delay).toBeLessThanOrEqual(Math.max(BACK_OFF_LONGEST_MS, interval, min));
          expect(backOffMs(n + 1, interval, min, j)).toBeGreaterThanOrEqual(delay);
        },
      ),
    );
  });
});
