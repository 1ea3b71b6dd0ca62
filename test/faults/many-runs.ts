import { readdirSync, readlinkSync } from 'node:fs';
import type { FaultRun } from './fault-run.ts';

/** Runs `count` runs with consecutive seeds, `lanes` at a time, telling of each as it ends. */
export async function manyRuns<T>(
  count: number,
  firstSeed: number,
  lanes: number,
  run: (seed: number) => Promise<T>,
  ended: (result: T) => void,
): Promise<T[]> {
  const results: T[] = [];
  const seeds = Array.from({ length: count }, (_, index) => firstSeed + index).values();
  const lane = async (): Promise<void> => {
    for (const seed of seeds) {
      const result = await run(seed);
      results.push(result);
      ended(result);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

/** How often each kind of fault struck, for people. */
export function strikes(runs: readonly FaultRun[]): string {
  const counts = new Map<string, number>();
  for (const kind of runs.flatMap(({ struck }) => struck)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => `${kind} ${count}`)
    .toSorted()
    .join(', ');
}

/** What this process has open that is a socket or a file of its own, by the kernel's list. */
export function openDescriptors(): string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${descriptor}`);
      return target.startsWith('socket:') || target.includes('rpop-') ? [target] : [];
    } catch {
      // It was the one of this very listing.
      return [];
    }
  });
}
