import { describe, expect, test } from 'vitest';
import { connection, mostInASecond, ScheduledMailboxes } from '../../support/scheduled-mailboxes.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;

async function thousand(): Promise<ScheduledMailboxes> {
  const mailboxes = new ScheduledMailboxes();
  mailboxes.scheduler.setConnections(Array.from({ length: 1_000 }, (_, n) => connection(`m${n}`, 60)));
  mailboxes.scheduler.start();
  await mailboxes.clock.advance(3 * HOUR);
  expect(mostInASecond(mailboxes.polls)).toBeLessThanOrEqual(10);
  // A session under way is not missed.
  while (mailboxes.active.size > 0) await mailboxes.clock.advance(100);
  mailboxes.polls.length = 0;
  return mailboxes;
}

describe('a thousand connections', () => {
  test.each<[string, (mailboxes: ScheduledMailboxes) => Promise<void> | void]>([
    ['eight hours of sleep', async ({ clock }) => clock.sleep(8 * HOUR)],
    [
      'eight hours of sleep that the monotonic clock counts',
      async ({ clock }) => clock.sleep(8 * HOUR, 'runs'),
    ],
    [
      'the clock set a year forward',
      ({ clock }) => {
        clock.jump(YEAR);
      },
    ],
    [
      'a pause of all',
      async ({ clock, scheduler }) => {
        scheduler.pause('all');
        await clock.advance(8 * HOUR);
        scheduler.resume('all');
      },
    ],
    [
      'a pause of all with an end',
      async ({ clock, scheduler }) => {
        scheduler.pause('all', clock.now() + 8 * HOUR);
        await clock.advance(8 * HOUR);
      },
    ],
    [
      'eight hours offline',
      async ({ clock, scheduler }) => {
        scheduler.networkDown();
        await clock.advance(8 * HOUR);
        scheduler.networkUp();
      },
    ],
  ])('after %s are each polled once, without a stampede', async (_, disturb) => {
    const mailboxes = await thousand();
    await disturb(mailboxes);
    await mailboxes.clock.advance(10 * MINUTE);
    expect(new Set(mailboxes.polls.map(({ id }) => id)).size).toBe(1_000);
    expect(mailboxes.polls.length).toBeLessThan(1_150);
    expect(mostInASecond(mailboxes.polls)).toBeLessThanOrEqual(20);
  });

  test('with the clock set a year back go on as before', async () => {
    const mailboxes = await thousand();
    mailboxes.clock.jump(-YEAR);
    await mailboxes.clock.advance(2 * HOUR);
    const counts = Array.from({ length: 1_000 }, () => 0);
    for (const { id } of mailboxes.polls)
      counts[Number(id.slice(1))] = (counts[Number(id.slice(1))] ?? 0) + 1;
    expect(new Set(counts)).toEqual(new Set([2]));
    expect(mostInASecond(mailboxes.polls)).toBeLessThanOrEqual(10);
  });

  test('held up again and again before all had their turn, all get it', async () => {
    const mailboxes = await thousand();
    await mailboxes.clock.sleep(8 * HOUR);
    mailboxes.scheduler.resumed();
    for (let n = 0; n < 40; n += 1) {
      await mailboxes.clock.advance(10 * SECOND);
      mailboxes.scheduler.networkDown();
      await mailboxes.clock.advance(SECOND);
      mailboxes.scheduler.networkUp();
    }
    expect(new Set(mailboxes.polls.map(({ id }) => id)).size).toBe(1_000);
    expect(mostInASecond(mailboxes.polls)).toBeLessThanOrEqual(10);
  });
});
