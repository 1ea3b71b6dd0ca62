import { expect, test } from 'vitest';
import { assignSlots, catchUpSpreadMs } from '../../../electron/service/catch-up.ts';
import type { Slot } from '../../../electron/service/poll-decision.ts';
import { newHistory } from '../../../electron/service/poll-history.ts';

const NOW = 1_000_000;
const entry = (since: number): { history: ReturnType<typeof newHistory>; slot: Slot | undefined } => ({
  history: newHistory('1', since, since),
  slot: undefined,
});

test('the longest unpolled comes first', () => {
  const missed = [entry(3), entry(1), entry(2)];
  assignSlots(missed, NOW, NOW + 5_000, () => 'catch-up');
  expect(missed.map(({ slot }) => slot)).toEqual([
    { missedUpTo: NOW, at: NOW + 5_400, cause: 'catch-up' },
    { missedUpTo: NOW, at: NOW + 5_000, cause: 'catch-up' },
    { missedUpTo: NOW, at: NOW + 5_200, cause: 'catch-up' },
  ]);
});

test('however many there are, all have their turn within five minutes', () => {
  const missed = Array.from({ length: 10_000 }, (_, n) => entry(n));
  assignSlots(missed, NOW, NOW, () => 'catch-up');
  expect(missed.at(-1)?.slot?.at).toBeLessThan(NOW + 300_000);
  expect(new Set(missed.map(({ slot }) => slot?.at)).size).toBe(10_000);
  expect(catchUpSpreadMs(10_000)).toBe(300_000);
});
