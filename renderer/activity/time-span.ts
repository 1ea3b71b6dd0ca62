import type { HistoryBucket } from '../../shared/history.ts';

/** The spans of time that the history shows. */
export const TIME_SPANS = ['day', 'week', 'month', 'quarter'] as const;
export type TimeSpan = (typeof TIME_SPANS)[number];

export const TIME_SPAN_LABELS: Readonly<Record<TimeSpan, string>> = {
  day: '24 hours',
  week: '7 days',
  month: '30 days',
  quarter: '90 days',
};

const DAYS: Readonly<Record<TimeSpan, number>> = { day: 1, week: 7, month: 30, quarter: 90 };

/** Milliseconds since the epoch; `to` is not part of it. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly every: 'hour' | 'day';
}

/** The span that ends with the hour or day that `now` is in, from the beginning of an hour or day, local time. */
export function spanOf(span: TimeSpan, now: number): Span {
  const every = span === 'day' ? 'hour' : 'day';
  const to = next(startOf(now, every), every);
  const end = new Date(to);
  const from =
    span === 'day'
      ? end.setHours(end.getHours() - 24)
      : new Date(end.getFullYear(), end.getMonth(), end.getDate() - DAYS[span]).getTime();
  return { from, to, every };
}

/** A bucket for each hour or day of the span, those without sessions, too: nothing came is something to see. */
export function filledBuckets({ from, to, every }: Span, buckets: readonly HistoryBucket[]): HistoryBucket[] {
  const known = new Map(buckets.map((bucket) => [startOf(bucket.at, every), bucket]));
  const filled: HistoryBucket[] = [];
  for (let at = startOf(from, every); at < to; at = next(at, every)) {
    filled.push({ messages: 0, octets: 0, sessions: 0, failures: 0, ...known.get(at), at });
  }
  return filled;
}

export interface HistoryTotals {
  readonly messages: number;
  readonly octets: number;
  readonly failures: number;
}

export function totalsOf(buckets: readonly HistoryBucket[]): HistoryTotals {
  const sum = (of: (bucket: HistoryBucket) => number): number =>
    buckets.reduce((total, bucket) => total + of(bucket), 0);
  return {
    messages: sum(({ messages }) => messages),
    octets: sum(({ octets }) => octets),
    failures: sum(({ failures }) => failures),
  };
}

function startOf(at: number, every: 'hour' | 'day'): number {
  const date = new Date(at);
  return every === 'hour' ? date.setMinutes(0, 0, 0) : date.setHours(0, 0, 0, 0);
}

/** Days are not always 24 hours: the clock is put forward and back. */
function next(at: number, every: 'hour' | 'day'): number {
  const date = new Date(at);
  return every === 'hour' ? at + 3_600_000 : date.setDate(date.getDate() + 1);
}
