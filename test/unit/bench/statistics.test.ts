import { describe, expect, it } from 'vitest';
import { median, pairedRatio, spread } from '../../bench/statistics.ts';

describe("the benchmark's statistics", () => {
  it('take the middle of an odd number of runs and the mean of the two middle ones of an even number', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 1, 3, 4])).toBe(3.5);
    expect(() => median([])).toThrow(RangeError);
  });

  it('name the extremes', () => {
    expect(spread([3, 1, 2])).toEqual({ runs: 3, median: 2, least: 1, most: 3 });
  });

  it('compare round by round, so that a machine that slows down does not decide', () => {
    // Twice as slow in every round, though the second round was ten times as slow for both.
    expect(pairedRatio([2, 20, 4], [1, 10, 2])).toBe(2);
  });

  it('leave out the rounds that one side sat out', () => {
    expect(pairedRatio([2, undefined, 9], [1, 1, undefined])).toBe(2);
    expect(pairedRatio([undefined, 1], [1, undefined])).toBeUndefined();
  });
});
