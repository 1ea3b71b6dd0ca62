import type { Slot } from './poll-decision.ts';
import type { PollHistory } from './poll-history.ts';

/** Missed polls follow one another at this distance, or closer if that would take longer than five minutes. */
const GAP_MS = 200;
const LONGEST_MS = 300_000;

const gapMs = (polls: number): number => Math.min(GAP_MS, LONGEST_MS / Math.max(1, polls));

const lastPolled = ({ last, since }: PollHistory): number => last?.end ?? since;

/** How long so many missed polls take to begin. */
export const catchUpSpreadMs = (polls: number): number => polls * gapMs(polls);

/**
 * Gives polls that were missed their places one after another from `start` on, the longest unpolled first, so
 * that whatever held them up does not end in a stampede, and being held up again starves nobody.
 */
export function assignSlots(
  missed: readonly { history: PollHistory; slot: Slot | undefined }[],
  now: number,
  start: number,
  cause: (history: PollHistory) => Slot['cause'],
): void {
  const gap = gapMs(missed.length);
  const inOrder = missed.toSorted((a, b) => lastPolled(a.history) - lastPolled(b.history));
  for (const [rank, entry] of inOrder.entries()) {
    entry.slot = { missedUpTo: now, at: start + rank * gap, cause: cause(entry.history) };
  }
}
