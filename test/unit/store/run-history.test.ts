import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { Ledger } from '../../../electron/store/ledger.ts';
import { type NewRun, RunHistory } from '../../../electron/store/run-history.ts';
import { type Workplace, workplace } from '../../support/rpop.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = new Date(2026, 10, 24, 12).getTime();

const run = (startedAt: number, more: Partial<NewRun> = {}): NewRun => ({
  connection: 'a',
  startedAt,
  endedAt: startedAt + 1_000,
  retrieved: 1,
  deleted: 0,
  skipped: 0,
  failed: 0,
  octets: 100,
  error: undefined,
  ...more,
});
const failure = { retrieved: 0, octets: 0, error: { code: 'timeout', message: 'No answer.' } };

describe('the history of sessions', () => {
  let place: Workplace;
  let ledger: Ledger;
  let runs: RunHistory;
  let now = NOON;
  const zone = process.env['TZ'];
  beforeEach(async () => {
    place = workplace();
    now = NOON;
    ledger = await Ledger.open(join(place.folder, 'ledger.sqlite'), {
      now: () => now,
      onSetAside: () => undefined,
    });
    runs = ledger.runs();
  });
  afterEach(() => {
    ledger.close();
    place[Symbol.dispose]();
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });
  const all = { from: 0, to: Infinity, failures: false, limit: 100 };

  it('is told newest first, of one connection or all, failures alone, up to a limit', () => {
    runs.record(run(NOON));
    runs.record(run(NOON + 1, { connection: 'b' }));
    runs.record(run(NOON + 2, failure));
    runs.record(run(NOON + 3, { retrieved: 0, error: { code: 'cancelled', message: 'Cancelled.' } }));
    const startedAt = (sessions: readonly { startedAt: number }[]): number[] =>
      sessions.map((session) => session.startedAt - NOON);
    expect(startedAt(runs.sessions(all))).toEqual([3, 2, 1, 0]);
    expect(startedAt(runs.sessions({ ...all, connection: 'b' }))).toEqual([1]);
    expect(startedAt(runs.sessions({ ...all, limit: 2 }))).toEqual([3, 2]);
    expect(startedAt(runs.sessions({ ...all, from: NOON + 1, to: NOON + 3 }))).toEqual([2, 1]);
    expect(runs.sessions({ ...all, failures: true })).toEqual([
      { ...run(NOON + 2, failure), id: expect.any(Number) },
    ]);
  });

  it('is summed by the hours and days of the local time zone, without empty ones', () => {
    process.env['TZ'] = 'Europe/Berlin';
    // Summer time ends at 3:00 on 2026-10-25: there are two hours from 2:00, and the day has 25.
    const midnight = Date.UTC(2026, 9, 24, 22);
    const times = [0, 2.5, 3.5, 24.5, 25].map((hours) => midnight + hours * HOUR);
    for (const startedAt of times) runs.record(run(startedAt));
    runs.record(run(midnight + 3.6 * HOUR, failure));
    const span = { from: midnight - DAY, to: midnight + 3 * DAY };
    const bucket = (hours: number, messages: number, failures = 0) => ({
      at: midnight + hours * HOUR,
      messages,
      octets: messages * 100,
      sessions: messages + failures,
      failures,
    });
    expect(runs.totals({ ...span, every: 'hour' })).toEqual([
      bucket(0, 1),
      bucket(2, 1),
      bucket(3, 1, 1),
      bucket(24, 1),
      bucket(25, 1),
    ]);
    expect(runs.totals({ ...span, every: 'day' })).toEqual([bucket(0, 4, 1), bucket(25, 1)]);
  });

  it('begins the hours at the half in a time zone that has one', () => {
    process.env['TZ'] = 'Asia/Kolkata';
    const at = Date.UTC(2026, 10, 24, 6, 45);
    runs.record(run(at));
    expect(runs.totals({ from: 0, to: Infinity, every: 'hour' })).toMatchObject([{ at: at - 15 * 60_000 }]);
  });

  it('forgets what is older than 400 days, and what is too much', () => {
    runs.record(run(NOON - 401 * DAY));
    runs.record(run(NOON - 399 * DAY));
    runs.prune();
    expect(runs.sessions(all).map(({ startedAt }) => startedAt)).toEqual([NOON - 399 * DAY]);

    const short = ledger.runs(3);
    for (let number = 0; number < 5; number += 1) short.record(run(NOON + number));
    short.prune();
    expect(short.sessions(all).map(({ startedAt }) => startedAt - NOON)).toEqual([4, 3, 2]);
  });

  it('knows what came since it was seen, and forgets a connection whole', () => {
    runs.record(run(NOON, { retrieved: 2 }));
    runs.record(run(NOON + 10_000, { retrieved: 3 }));
    runs.record(run(NOON, { connection: 'b', retrieved: 7 }));
    runs.setSeen(['a'], NOON + 1_000);
    expect(runs.unseen()).toEqual(
      new Map([
        ['a', 3],
        ['b', 7],
      ]),
    );
    runs.forget('b');
    expect(runs.unseen()).toEqual(new Map([['a', 3]]));
    expect(runs.sessions({ ...all, connection: 'b' })).toEqual([]);
  });
});
