import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Progress } from '../../../electron/service/progress.ts';
import type { FetchEvent } from '../../../shared/events.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function listen() {
  const octets: number[] = [];
  const progress = new Progress((event: FetchEvent) => {
    if (event.type === 'progress') octets.push(event.octetsDone);
  }, 'Work');
  progress.begin([{ number: 1, uid: 'a', octets: 1000 }]);
  return { progress, octets };
}

it('progress is told in ticks, not for every octet', () => {
  const { progress, octets } = listen();
  for (let ms = 0; ms < 250; ms += 1) {
    progress.octets(1);
    vi.advanceTimersByTime(1);
  }
  expect(octets.length).toBeLessThan(5);
});

it('the end of a burst is told even if nothing follows, once', () => {
  const { progress, octets } = listen();
  progress.octets(300);
  progress.octets(300);
  expect(octets).toEqual([0]);
  vi.advanceTimersByTime(1000);
  expect(octets).toEqual([0, 600]);
  progress.octets(1);
  progress.end();
  vi.advanceTimersByTime(1000);
  expect(octets.at(-1)).toBe(601);
  expect(vi.getTimerCount()).toBe(0);
});
