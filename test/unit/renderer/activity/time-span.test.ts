import { describe, expect, it } from 'vitest';
import { filledBuckets, spanOf, totalsOf } from '../../../../renderer/activity/time-span.ts';

const now = new Date(2026, 10, 24, 21, 41, 7).getTime();

describe('a span of the history', () => {
  it('ends with the hour or day that it is, and begins with one', () => {
    expect(spanOf('day', now)).toEqual({
      from: new Date(2026, 10, 23, 22).getTime(),
      to: new Date(2026, 10, 24, 22).getTime(),
      every: 'hour',
    });
    expect(spanOf('week', now)).toEqual({
      from: new Date(2026, 10, 18).getTime(),
      to: new Date(2026, 10, 25).getTime(),
      every: 'day',
    });
  });

  it('has a bucket for each of its hours or days', () => {
    expect(filledBuckets(spanOf('day', now), [])).toHaveLength(24);
    expect(filledBuckets(spanOf('week', now), [])).toHaveLength(7);
    expect(filledBuckets(spanOf('quarter', now), [])).toHaveLength(90);
  });

  it('keeps what came, and says nothing came where nothing did', () => {
    const at = new Date(2026, 10, 22).getTime();
    const buckets = filledBuckets(spanOf('week', now), [
      { at, messages: 3, octets: 900, sessions: 2, failures: 1 },
    ]);
    expect(buckets.filter(({ sessions }) => sessions > 0)).toEqual([
      { at, messages: 3, octets: 900, sessions: 2, failures: 1 },
    ]);
    expect(totalsOf(buckets)).toEqual({ messages: 3, octets: 900, failures: 1 });
  });
});
