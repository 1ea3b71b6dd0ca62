import { expect, test } from 'vitest';
import { systemClock } from '../../../electron/service/clock.ts';

test('the system clock fires what is due, not what was cancelled, and not at once what is due in 30 years', async () => {
  const fired: string[] = [];
  const far = systemClock.setTimer(30 * 365 * 86_400_000, () => fired.push('far'));
  const cancel = systemClock.setTimer(0, () => fired.push('cancelled'));
  cancel();
  const before = systemClock.monotonic();
  await new Promise<void>((resolve) => {
    systemClock.setTimer(20, resolve);
  });
  far();
  expect(fired).toEqual([]);
  expect(systemClock.monotonic()).toBeGreaterThan(before);
});
