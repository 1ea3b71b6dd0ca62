/** Servers that go on refusing for ever: they are asked less and less, never hammered, and never given up. */
import { expect, it } from 'vitest';
import { BACK_OFF_LONGEST_MS, LOGIN_DELAY_LONGEST_MS } from '../../../electron/service/poll-decision.ts';
import type { SessionOutcome } from '../../../electron/service/poll-history.ts';
import { connection, ScheduledMailboxes } from '../../support/scheduled-mailboxes.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const WEEK = 7 * 24 * 60 * MINUTE;

type Code = 'IN-USE' | 'LOGIN-DELAY' | 'SYS/TEMP';

const refusal = (responseCode: Code, loginDelaySeconds?: number): SessionOutcome => ({
  kind: 'failure',
  error: 'refused',
  code: 'refused',
  responseCode,
  loginAfterMs: 0,
  ...(loginDelaySeconds === undefined ? {} : { server: { loginDelaySeconds } }),
});

/** The waits between the polls of a week, in milliseconds. */
async function waitsOfAWeek(outcome: SessionOutcome): Promise<number[]> {
  const mailboxes = new ScheduledMailboxes({ behaviour: () => ({ durationMs: SECOND, outcome }) });
  mailboxes.scheduler.put(connection('a', 5));
  mailboxes.scheduler.start();
  await mailboxes.clock.advance(WEEK);
  const at = mailboxes.polls.map((poll) => poll.at);
  return at.slice(1).map((time, n) => time - (at[n] ?? 0));
}

it.each<[string, SessionOutcome, least: number, most: number]>([
  ['[IN-USE]', refusal('IN-USE'), MINUTE, 10 * MINUTE + 2 * SECOND],
  ['[SYS/TEMP]', refusal('SYS/TEMP'), MINUTE, BACK_OFF_LONGEST_MS + 2 * SECOND],
  ['[LOGIN-DELAY] without a delay', refusal('LOGIN-DELAY'), 5 * MINUTE, BACK_OFF_LONGEST_MS + 2 * SECOND],
  [
    '[LOGIN-DELAY] that was honoured',
    refusal('LOGIN-DELAY', 900),
    15 * MINUTE,
    BACK_OFF_LONGEST_MS + 2 * SECOND,
  ],
  [
    '[LOGIN-DELAY] of thirty years',
    refusal('LOGIN-DELAY', 999_999_999),
    LOGIN_DELAY_LONGEST_MS,
    LOGIN_DELAY_LONGEST_MS + MINUTE,
  ],
])('%s for ever is asked again and again, but never soon', async (_what, outcome, least, most) => {
  const waits = await waitsOfAWeek(outcome);
  expect(waits.length).toBeGreaterThanOrEqual(Math.floor(WEEK / most) - 1);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(least);
  expect(Math.max(...waits)).toBeLessThanOrEqual(most);
});
