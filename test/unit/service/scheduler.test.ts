import { describe, expect, test } from 'vitest';
import { describeNextPoll } from '../../../electron/service/next-poll.ts';
import type { SessionOutcome } from '../../../electron/service/poll-history.ts';
import {
  connection,
  RememberedHistories,
  ScheduledMailboxes,
  success,
} from '../../support/scheduled-mailboxes.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const refused: SessionOutcome = { kind: 'failure', error: 'authentication', code: 'login-refused' };
const unreachable: SessionOutcome = { kind: 'failure', error: 'connection', code: 'connect-timeout' };

/** A running scheduler with these mailboxes, all polled once. */
async function started(...ids: string[]): Promise<ScheduledMailboxes> {
  const mailboxes = new ScheduledMailboxes();
  mailboxes.scheduler.setConnections(ids.map((id) => connection(id)));
  mailboxes.scheduler.start();
  await mailboxes.clock.advance(2 * SECOND + ids.length * 200);
  expect(mailboxes.polls).toHaveLength(ids.length);
  return mailboxes;
}

function sentence({ scheduler, clock }: ScheduledMailboxes, id = 'a'): string {
  const next = scheduler.next(id);
  return next ? describeNextPoll(next, clock.now()) : 'unknown';
}

describe('a session', () => {
  test('is one at a time, and a request meanwhile is taken for it', async () => {
    const mailboxes = await started('a');
    mailboxes.behaviour = () => ({ durationMs: 20 * MINUTE, outcome: success });
    await mailboxes.clock.advance(10 * MINUTE);
    expect(sentence(mailboxes)).toBe('now: fetching');
    expect(mailboxes.scheduler.fetchNow('a')).toBe(true);
    while (mailboxes.active.size > 0) await mailboxes.clock.advance(SECOND);
    expect(mailboxes.doubled).toEqual([]);
    expect(mailboxes.count('a')).toBe(2);
    expect(sentence(mailboxes)).toMatch(/: interval$/);
  });

  test('that waits for a thread is not yet one that runs, and LOGIN-DELAY does not count the waiting', async () => {
    const mailboxes = await started('a');
    const outcome: SessionOutcome = { ...success, server: { loginDelaySeconds: 3_600 } };
    mailboxes.behaviour = () => ({ queuedMs: 10 * MINUTE, durationMs: MINUTE, outcome });
    mailboxes.scheduler.fetchNow('a');
    await mailboxes.clock.advance(SECOND);
    expect(sentence(mailboxes)).toBe('now: waiting for a free thread');
    await mailboxes.clock.advance(10 * MINUTE);
    expect(sentence(mailboxes)).toBe('now: fetching');
    await mailboxes.clock.advance(MINUTE);
    expect(sentence(mailboxes)).toBe('in 59 min: server asks for 3600 s between logins (LOGIN-DELAY)');
  });

  test('that the user ends is not begun again before its time, the first one either', async () => {
    const mailboxes = new ScheduledMailboxes();
    mailboxes.behaviour = () => ({ durationMs: HOUR, outcome: success });
    mailboxes.scheduler.put(connection('a', 10));
    mailboxes.scheduler.start();
    await mailboxes.clock.advance(2 * SECOND);
    expect(sentence(mailboxes)).toBe('now: fetching');
    expect(mailboxes.scheduler.cancel('a')).toBe(true);
    await mailboxes.clock.advance(SECOND);
    expect(sentence(mailboxes)).toMatch(/: interval$/);
    await mailboxes.clock.advance(4 * MINUTE);
    expect(mailboxes.count('a')).toBe(1);
    await mailboxes.clock.advance(15 * MINUTE);
    expect(mailboxes.count('a')).toBe(2);
  });

  test('that was asked for and has not begun is forgotten when the user thinks better of it', async () => {
    const mailboxes = await started('a');
    const outcome: SessionOutcome = { ...success, server: { loginDelaySeconds: 3_600 } };
    mailboxes.behaviour = () => ({ durationMs: SECOND, outcome });
    mailboxes.scheduler.pause('a');
    mailboxes.scheduler.fetchNow('a');
    await mailboxes.clock.advance(2 * SECOND);
    mailboxes.scheduler.fetchNow('a');
    expect(sentence(mailboxes)).toContain('LOGIN-DELAY');
    mailboxes.scheduler.cancel('a');
    expect(sentence(mailboxes)).toBe('waiting: paused');
  });

  test('that rejects is reported and backed off from', async () => {
    const mailboxes = await started('a');
    mailboxes.scheduler.subscribe((event) => mailboxes.events.push(event));
    mailboxes.behaviour = () => {
      throw new TypeError('defect');
    };
    mailboxes.scheduler.fetchNow('a');
    await mailboxes.clock.advance(0);
    expect(mailboxes.events).toContainEqual(expect.objectContaining({ type: 'session-crashed', id: 'a' }));
    expect(sentence(mailboxes)).toBe(
      'in 1 min: back-off after 1 failure, this computer needs your attention',
    );
  });
});

async function held(): Promise<ScheduledMailboxes> {
  const mailboxes = await started('a', 'b');
  mailboxes.behaviour = (id) => ({ durationMs: SECOND, outcome: id === 'a' ? refused : success });
  await mailboxes.clock.advance(HOUR);
  expect(sentence(mailboxes)).toBe('held: password refused');
  expect(mailboxes.count('a')).toBe(2);
  return mailboxes;
}

describe('a password that was refused', () => {
  test('holds its connection alone', async () => {
    const mailboxes = await held();
    await mailboxes.clock.advance(30 * DAY);
    expect(mailboxes.count('a')).toBe(2);
    expect(mailboxes.count('b')).toBeGreaterThan(8_000);
  });

  test('is tried once when a fetch is asked for, and waking up or the network do not ask', async () => {
    const mailboxes = await held();
    mailboxes.scheduler.fetchNow('a');
    await mailboxes.clock.advance(HOUR);
    expect(mailboxes.count('a')).toBe(3);
    mailboxes.scheduler.networkUp();
    mailboxes.scheduler.suspended();
    await mailboxes.clock.sleep(DAY);
    mailboxes.scheduler.resumed();
    mailboxes.clock.jump(YEAR);
    await mailboxes.clock.advance(DAY);
    expect(mailboxes.count('a')).toBe(3);
    expect(sentence(mailboxes)).toBe('held: password refused');
  });

  test('is tried at once with a new revision, or when released, but not for a new interval', async () => {
    const mailboxes = await held();
    mailboxes.scheduler.put(connection('a', 10));
    await mailboxes.clock.advance(SECOND);
    expect(mailboxes.count('a')).toBe(2);
    mailboxes.scheduler.put({ ...connection('a', 10), revision: '2' });
    expect(sentence(mailboxes)).toBe('now: first fetch');
    await mailboxes.clock.advance(2 * SECOND);
    expect(mailboxes.count('a')).toBe(3);
    mailboxes.behaviour = () => ({ durationMs: SECOND, outcome: success });
    mailboxes.scheduler.release('a');
    await mailboxes.clock.advance(HOUR);
    expect(mailboxes.count('a')).toBeGreaterThanOrEqual(9);
  });

  test('holds it over a restart, unless the connection was changed meanwhile', async () => {
    for (const [revision, polls] of [
      ['1', 0],
      ['2', 1],
    ] as const) {
      const history = new RememberedHistories();
      const before = new ScheduledMailboxes({
        history,
        behaviour: () => ({ durationMs: 1, outcome: refused }),
      });
      before.scheduler.put(connection('a'));
      before.scheduler.start();
      await before.clock.advance(MINUTE);
      await before.scheduler.stop();
      const later = new ScheduledMailboxes({ history, clock: before.clock, behaviour: before.behaviour });
      later.scheduler.setConnections([{ ...connection('a'), revision }]);
      later.scheduler.start();
      await later.clock.advance(DAY);
      expect(later.count('a')).toBe(polls);
    }
  });
});

describe('an edit during the session', () => {
  test('of what the session depends on ends it, ignores its outcome and polls anew', async () => {
    const mailboxes = await started('a');
    mailboxes.behaviour = () => ({ durationMs: HOUR, outcome: refused });
    mailboxes.scheduler.fetchNow('a');
    await mailboxes.clock.advance(SECOND);
    mailboxes.behaviour = () => ({ durationMs: SECOND, outcome: success });
    mailboxes.scheduler.put({ ...connection('a'), revision: '2' });
    expect(mailboxes.active.size).toBe(1);
    await mailboxes.clock.advance(5 * SECOND);
    expect(mailboxes.seconds('a').at(-1)).toBe(3);
    expect(mailboxes.count('a')).toBe(3);
    expect(mailboxes.doubled).toEqual([]);
    expect(sentence(mailboxes)).toMatch(/^in \d+ min: interval$/);
  });

  test('ignores even a refused password: it was the old one', async () => {
    const mailboxes = await started('a');
    mailboxes.behaviour = () => ({ durationMs: MINUTE, outcome: refused, stubborn: true });
    mailboxes.scheduler.fetchNow('a');
    await mailboxes.clock.advance(SECOND);
    mailboxes.behaviour = () => ({ durationMs: SECOND, outcome: success });
    mailboxes.scheduler.put({ ...connection('a'), revision: '2' });
    await mailboxes.clock.advance(MINUTE + 2 * SECOND);
    expect(mailboxes.doubled).toEqual([]);
    expect(mailboxes.count('a')).toBe(3);
    expect(sentence(mailboxes)).toMatch(/: interval$/);
  });

  test('of the interval alone lets it end and takes effect after', async () => {
    const mailboxes = await started('a');
    mailboxes.behaviour = () => ({ durationMs: MINUTE, outcome: success });
    mailboxes.scheduler.fetchNow('a');
    await mailboxes.clock.advance(SECOND);
    mailboxes.scheduler.put(connection('a', 600));
    await mailboxes.clock.advance(MINUTE);
    expect(sentence(mailboxes)).toMatch(/^in \d+ h: interval$/);
  });

  test('that switches the connection off ends it', async () => {
    const mailboxes = await started('a');
    mailboxes.behaviour = () => ({ durationMs: HOUR, outcome: success });
    mailboxes.scheduler.fetchNow('a');
    await mailboxes.clock.advance(SECOND);
    mailboxes.scheduler.put({ ...connection('a'), enabled: false });
    await mailboxes.clock.advance(SECOND);
    expect(mailboxes.active.size).toBe(0);
    expect(sentence(mailboxes)).toBe('held: switched off');
  });

  test('that removes it ends it, and a new one of the same name waits for that', async () => {
    const mailboxes = await started('a');
    mailboxes.behaviour = () => ({ durationMs: HOUR, outcome: refused });
    mailboxes.scheduler.fetchNow('a');
    await mailboxes.clock.advance(SECOND);
    const removed = mailboxes.scheduler.remove('a');
    expect(mailboxes.scheduler.next('a')).toBeUndefined();
    mailboxes.behaviour = () => ({ durationMs: SECOND, outcome: success });
    mailboxes.scheduler.put(connection('a'));
    await mailboxes.clock.advance(10 * SECOND);
    await removed;
    expect(mailboxes.doubled).toEqual([]);
    expect(mailboxes.count('a')).toBe(3);
    expect(sentence(mailboxes)).toMatch(/interval$/);
  });
});

describe('stop', () => {
  test('ends every session, leaves no timer, and the interrupted are polled after the next start', async () => {
    const mailboxes = await started('a', 'b');
    mailboxes.behaviour = () => ({ durationMs: HOUR, outcome: success });
    await mailboxes.clock.advance(8 * MINUTE);
    expect(mailboxes.active.size).toBe(2);
    const stopped = mailboxes.scheduler.stop();
    await mailboxes.clock.advance(100);
    await stopped;
    expect(mailboxes.active.size).toBe(0);
    expect(mailboxes.clock.pendingTimers).toBe(0);
    expect(sentence(mailboxes)).toBe('waiting: the service is stopped');
    const polls = mailboxes.polls.length;
    await mailboxes.clock.advance(SECOND);
    expect(mailboxes.polls).toHaveLength(polls);
    mailboxes.scheduler.start();
    await mailboxes.clock.advance(SECOND);
    expect(mailboxes.active.size).toBe(2);
  });
});

describe('pause and resume', () => {
  test('of one leaves the others alone', async () => {
    const mailboxes = await started('a', 'b');
    mailboxes.scheduler.pause('a');
    await mailboxes.clock.advance(HOUR);
    expect(sentence(mailboxes)).toBe('waiting: paused');
    expect([mailboxes.count('a'), mailboxes.count('b')]).toEqual([1, 13]);
    mailboxes.scheduler.resume('a');
    await mailboxes.clock.advance(SECOND);
    expect(mailboxes.count('a')).toBe(2);
  });

  test('of all ends by itself at the time given, by the wall clock', async () => {
    const mailboxes = await started('a', 'b');
    mailboxes.scheduler.pause('all', mailboxes.clock.now() + 2 * HOUR);
    mailboxes.clock.jump(-HOUR);
    await mailboxes.clock.advance(2.9 * HOUR);
    expect(mailboxes.polls).toHaveLength(2);
    expect(sentence(mailboxes)).toMatch(/^waiting: paused until /);
    await mailboxes.clock.advance(0.2 * HOUR);
    expect(new Set(mailboxes.polls.slice(2).map(({ id }) => id)).size).toBe(2);
  });

  test('does not keep a requested fetch from happening', async () => {
    const mailboxes = await started('a');
    mailboxes.scheduler.pause('all');
    mailboxes.scheduler.fetchNow('a');
    await mailboxes.clock.advance(DAY);
    expect(mailboxes.count('a')).toBe(2);
  });
});

describe('the network', () => {
  test('gone, nothing is tried; back, what it failed is tried within seconds, back-off or not', async () => {
    const mailboxes = await started('a', 'b', 'c');
    mailboxes.behaviour = (id) => ({ durationMs: SECOND, outcome: id === 'c' ? success : unreachable });
    await mailboxes.clock.advance(5 * HOUR);
    expect(sentence(mailboxes)).toMatch(/back-off after \d+ failures$/);
    mailboxes.scheduler.networkDown();
    expect(sentence(mailboxes)).toBe('offline');
    const polls = mailboxes.polls.length;
    await mailboxes.clock.advance(MINUTE);
    expect(mailboxes.polls).toHaveLength(polls);
    mailboxes.behaviour = () => ({ durationMs: SECOND, outcome: success });
    mailboxes.scheduler.networkUp();
    expect(sentence(mailboxes)).toMatch(/^in \d s: network is back$/);
    mailboxes.scheduler.onBattery(true);
    await mailboxes.clock.advance(10 * SECOND);
    expect(new Set(mailboxes.polls.slice(polls).map(({ id }) => id))).toEqual(new Set(['a', 'b']));
    expect(sentence(mailboxes)).toMatch(/interval$/);
  });

  test('that comes and goes every second makes no connection retry every second', async () => {
    const mailboxes = await started('a');
    mailboxes.behaviour = () => ({ durationMs: 100, outcome: unreachable });
    mailboxes.scheduler.fetchNow('a');
    for (let second = 0; second < 600; second += 1) {
      mailboxes.scheduler.networkDown();
      await mailboxes.clock.advance(500);
      mailboxes.scheduler.networkUp();
      await mailboxes.clock.advance(1_500);
    }
    expect(mailboxes.count('a')).toBeGreaterThan(10);
    expect(mailboxes.count('a')).toBeLessThan(2 + 1_200 / 15);
  });
});

describe('sleep', () => {
  test('announced, begins nothing new; if it does not come after all, polling goes on', async () => {
    const mailboxes = await started('a');
    mailboxes.scheduler.suspended();
    mailboxes.scheduler.fetchNow('a');
    await mailboxes.clock.advance(30 * SECOND);
    expect(mailboxes.count('a')).toBe(1);
    await mailboxes.clock.advance(40 * SECOND);
    expect(mailboxes.count('a')).toBe(2);
  });

  test.each(['stands', 'runs'] as const)(
    'unannounced is noticed within a minute, and missed polls become one (monotonic clock %s)',
    async (monotonic) => {
      const mailboxes = await started('a', 'b');
      await mailboxes.clock.sleep(8 * HOUR, monotonic);
      await mailboxes.clock.advance(MINUTE + 10 * SECOND);
      expect([mailboxes.count('a'), mailboxes.count('b')]).toEqual([2, 2]);
    },
  );
});

describe('what the scheduler tells', () => {
  test('many changes come as one event, and a failing store as its own', async () => {
    const history = new RememberedHistories();
    history.save = () => {
      throw new Error('disk full');
    };
    const mailboxes = new ScheduledMailboxes({ history });
    mailboxes.scheduler.subscribe((event) => mailboxes.events.push(event));
    mailboxes.scheduler.setConnections([connection('a'), connection('b')]);
    mailboxes.scheduler.start();
    await mailboxes.clock.advance(0);
    expect(mailboxes.events.find(({ type }) => type === 'changed')).toEqual({
      type: 'changed',
      ids: new Set(['a', 'b']),
    });
    expect(mailboxes.events).toContainEqual(expect.objectContaining({ type: 'history-not-kept', id: 'a' }));
    await mailboxes.clock.advance(HOUR);
    expect(mailboxes.count('b')).toBeGreaterThan(10);
  });

  test('status has every connection with its last result', async () => {
    const mailboxes = await started('a', 'b');
    const status = mailboxes.scheduler.status();
    expect(status).toMatchObject({ state: 'running', online: true, onBattery: false });
    expect(status.connections.map(({ id, failures, last }) => [id, failures, last?.result.kind])).toEqual([
      ['a', 0, 'success'],
      ['b', 0, 'success'],
    ]);
  });

  test('idle, it holds one timer', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => `m${n}`);
    const mailboxes = await started(...ids);
    expect(mailboxes.clock.pendingTimers).toBe(1);
  });
});

test('a restart remembers when the last poll was, and a clock set back meanwhile stalls nothing', async () => {
  const history = new RememberedHistories();
  const before = new ScheduledMailboxes({ history });
  before.scheduler.setConnections([connection('a')]);
  before.scheduler.start();
  await before.clock.advance(12 * MINUTE);
  await before.scheduler.stop();
  before.clock.jump(-YEAR);
  const later = new ScheduledMailboxes({ history, clock: before.clock });
  later.scheduler.setConnections([connection('a')]);
  later.scheduler.start();
  await later.clock.advance(SECOND);
  expect(later.count('a')).toBe(0);
  await later.clock.advance(HOUR);
  expect(later.count('a')).toBeGreaterThanOrEqual(11);
});
