/** Figures of several runs: the median is quoted, the extremes show how noisy the machine was. */

export interface Spread {
  readonly runs: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** The middle value, or the mean of the two in the middle. Throws RangeError when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of nothing.');
  return (lower + upper) / 2;
}

export function spread(values: readonly number[]): Spread {
  return {
    runs: values.length,
    median: median(values),
    least: Math.min(...values),
    most: Math.max(...values),
  };
}

/**
 * How much more `values` are than `others`: the median of the ratios taken round by round, so that a machine that
 * becomes slower meanwhile slows both sides of each ratio. Rounds that one side sat out are left out.
 */
export function pairedRatio(
  values: readonly (number | undefined)[],
  others: readonly (number | undefined)[],
): number | undefined {
  const ratios = values.flatMap((value, round) => {
    const other = others[round];
    return value === undefined || other === undefined ? [] : [value / other];
  });
  return ratios.length === 0 ? undefined : median(ratios);
}
