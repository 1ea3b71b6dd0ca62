import { beforeAll, describe, expect, test } from 'vitest';
import { BACK_OFF_FIRST_MS, BACK_OFF_LONGEST_MS } from '../../../electron/service/poll-decision.ts';
import type { SessionOutcome } from '../../../electron/service/poll-history.ts';
import {
  mostInASecond,
  ScheduledMailboxes,
  seededRandom,
  success,
} from '../../support/scheduled-mailboxes.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

const COUNT = 1_000;
const INTERVALS = [30, 60, 120, 240, 1_440].map((minutes) => minutes * MINUTE);

const unreachable: SessionOutcome = { kind: 'failure', error: 'connection', code: 'connect-timeout' };
const refused: SessionOutcome = { kind: 'failure', error: 'authentication', code: 'login-refused' };
const delayed: SessionOutcome = { ...success, server: { loginDelaySeconds: 3_600 } };

type Kind = 'healthy' | 'flaky' | 'dead' | 'refused' | 'delayed';

interface Mailbox {
  readonly id: string;
  readonly kind: Kind;
  readonly intervalMs: number;
  readonly durationMs: number;
}

const KINDS: readonly Kind[] = ['flaky', 'dead', 'refused', 'delayed'];

/** Nine of ten are healthy; durations from 50 ms to a minute. */
function mailbox(n: number): Mailbox {
  const special = n % 10 === 0 ? KINDS[(n / 10) % KINDS.length] : undefined;
  return {
    id: `m${n}`,
    kind: special ?? 'healthy',
    intervalMs: INTERVALS[Math.floor(n / 10) % INTERVALS.length] ?? HOUR,
    durationMs: 50 + ((n * 7_919) % 60_000),
  };
}

/** From the start of one session to the start of the next. */
const gaps = (starts: readonly number[]): number[] => starts.slice(1).map((at, n) => at - (starts[n] ?? 0));

describe('a month with a thousand connections', () => {
  const chance = seededRandom(7);
  const all = Array.from({ length: COUNT }, (_, n) => mailbox(n));
  const byId = new Map(all.map((each) => [each.id, each]));
  const outcomes: Record<Kind, () => SessionOutcome> = {
    healthy: () => success,
    flaky: () => (chance() < 0.3 ? unreachable : success),
    dead: () => unreachable,
    refused: () => refused,
    delayed: () => delayed,
  };
  const mailboxes = new ScheduledMailboxes({
    behaviour: (id) => {
      const { kind, durationMs } = byId.get(id) ?? mailbox(1);
      return { durationMs, outcome: outcomes[kind]() };
    },
  });
  const times = new Map<string, number[]>(all.map(({ id }) => [id, []]));

  beforeAll(async () => {
    mailboxes.scheduler.setConnections(
      all.map(({ id, intervalMs }) => ({ id, intervalMs, enabled: true, revision: '1' })),
    );
    mailboxes.scheduler.start();
    await mailboxes.clock.advance(MONTH);
    for (const { id, at } of mailboxes.polls) times.get(id)?.push(at);
  });

  const of = (kind: Kind) =>
    all.filter((each) => each.kind === kind).map((each) => ({ ...each, times: times.get(each.id) ?? [] }));

  test('polls every healthy one as often as its interval says, be its sessions short or long', () => {
    for (const { id, intervalMs, times: starts } of of('healthy')) {
      const deviation = Math.abs(starts.length - MONTH / intervalMs);
      expect(deviation, `${id}: ${starts.length} polls at ${intervalMs / MINUTE} min`).toBeLessThanOrEqual(
        1.5,
      );
    }
  });

  test('keeps every healthy one on its own raster to the millisecond: no drift', () => {
    for (const { intervalMs, times: starts } of of('healthy')) {
      expect(new Set(gaps(starts.slice(1)).map((gap) => Math.round(gap * 1_000) / 1_000))).toEqual(
        new Set([intervalMs]),
      );
    }
  });

  test('never has two sessions of one connection', () => {
    expect(mailboxes.doubled).toEqual([]);
  });

  test('spreads the polls over the seconds', () => {
    const second = MONTH / SECOND;
    expect(mailboxes.polls.length / second).toBeGreaterThan(0.15);
    expect(mostInASecond(mailboxes.polls)).toBeLessThanOrEqual(10);
  });

  test('asks for a refused password once', () => {
    for (const { times: starts } of of('refused')) expect(starts).toHaveLength(1);
  });

  test('backs off from the dead within the bounds, and never gives them up', () => {
    for (const { intervalMs, durationMs, times: starts } of of('dead')) {
      const waits = gaps(starts).map((gap) => gap - durationMs);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(BACK_OFF_FIRST_MS - 1);
      expect(Math.max(...waits)).toBeLessThanOrEqual(Math.max(BACK_OFF_LONGEST_MS, intervalMs) + 1);
      expect(starts.at(-1)).toBeGreaterThan(MONTH - Math.max(BACK_OFF_LONGEST_MS, intervalMs) - 2 * MINUTE);
      expect(waits.slice(0, 3).map((wait) => Math.floor(Math.log2(wait / MINUTE + 0.001)))).toEqual([
        0, 1, 2,
      ]);
    }
  });

  test('polls the flaky at least as often as their interval says', () => {
    for (const { intervalMs, times: starts } of of('flaky')) {
      expect(starts.length).toBeGreaterThanOrEqual((MONTH / intervalMs) * 0.95);
      expect(starts.length).toBeLessThanOrEqual((MONTH / intervalMs) * 2.5);
    }
  });

  test('leaves an hour between logins where the server asks for it', () => {
    for (const { times: starts } of of('delayed')) {
      expect(Math.min(...gaps(starts))).toBeGreaterThanOrEqual(HOUR - 1);
    }
  });
});
