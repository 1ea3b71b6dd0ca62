import { describe, expect, it } from 'vitest';
import { octetsPerSecond, type RateSample, sampled } from '../../../../renderer/activity/rate.ts';

const after = (...samples: [at: number, octetsDone: number][]): readonly RateSample[] =>
  samples.reduce<readonly RateSample[]>((kept, [at, octetsDone]) => sampled(kept, { at, octetsDone }), []);

describe('the rate of a session', () => {
  it('is unknown until there are two samples', () => {
    expect(octetsPerSecond(after())).toBeUndefined();
    expect(octetsPerSecond(after([1_000, 500]))).toBeUndefined();
    expect(octetsPerSecond(after([1_000, 500], [1_000, 900]))).toBeUndefined();
  });

  it('is that of the last seconds, not of the whole session', () => {
    expect(octetsPerSecond(after([0, 0], [1_000, 4_000]))).toBe(4_000);
    expect(octetsPerSecond(after([0, 0], [10_000, 1_000_000], [12_000, 1_002_000]))).toBe(1_000);
  });

  it('falls to nothing while nothing comes', () => {
    expect(octetsPerSecond(after([0, 0], [1_000, 9_000], [8_000, 9_000], [9_000, 9_000]))).toBe(0);
  });

  it('begins anew with the next session', () => {
    expect(octetsPerSecond(after([0, 0], [1_000, 9_000], [2_000, 100]))).toBeUndefined();
  });
});
