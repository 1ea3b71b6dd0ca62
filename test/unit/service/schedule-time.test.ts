import { expect, test } from 'vitest';
import { ScheduleTime } from '../../../electron/service/schedule-time.ts';
import { SimulatedClock } from '../../support/simulated-clock.ts';

const HOUR = 3_600_000;

test('starts as the wall clock and runs with it', async () => {
  const clock = new SimulatedClock(1_000_000);
  const time = new ScheduleTime(clock);
  await clock.advance(HOUR);
  expect(time.observe()).toBe(0);
  expect(time.now).toBe(1_000_000 + HOUR);
  expect(time.wallOffset).toBe(0);
});

test('takes a sleep for time passed, whether the monotonic clock counts it or not', async () => {
  for (const monotonic of ['stands', 'runs'] as const) {
    const clock = new SimulatedClock(0);
    const time = new ScheduleTime(clock);
    await clock.sleep(8 * HOUR, monotonic);
    time.observe();
    expect(time.now).toBe(8 * HOUR);
    expect(time.wallOffset).toBe(0);
  }
});

test('does not go back with the wall clock, and remembers by how much that is off', async () => {
  const clock = new SimulatedClock(HOUR);
  const time = new ScheduleTime(clock);
  clock.jump(-HOUR);
  expect(time.observe()).toBe(-HOUR);
  await clock.advance(1_000);
  time.observe();
  expect(time.now).toBe(HOUR + 1_000);
  expect(time.now + time.wallOffset).toBe(clock.now());
});

test('does not take a slewed clock for a jump, however much it adds up to', async () => {
  const clock = new SimulatedClock(0);
  const time = new ScheduleTime(clock);
  for (let minute = 0; minute < 60; minute += 1) {
    await clock.advance(60_000);
    clock.jump(500);
    expect(time.observe()).toBe(0);
  }
  expect(time.now).toBe(HOUR);
  expect(time.now + time.wallOffset).toBe(clock.now());
});
