export interface MemoryGrowth {
  /** The medians of the second and of the last quarter, in octets: the first one warms up. */
  readonly from: number;
  readonly to: number;
  /** Less than a tenth and 8 MB more. */
  readonly isFlat: boolean;
}

/** Whether the memory that was read after each round stays where it is. */
export function memoryGrowth(memory: readonly number[]): MemoryGrowth {
  const quarter = Math.max(1, Math.floor(memory.length / 4));
  const from = median(memory.slice(quarter, 2 * quarter));
  const to = median(memory.slice(-quarter));
  return { from, to, isFlat: to <= from * 1.1 + 8e6 };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
