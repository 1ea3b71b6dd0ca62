import { digests } from '../support/maildir-reader.ts';

/** What is wrong after runs that must leave nothing wrong. */
export interface Verdict {
  /** Messages that are not in the target, or not on the server though they should have stayed there. */
  readonly lost: number;
  /** Messages that are in the target more often than once, or on the server though they should be gone. */
  readonly doubled: number;
  /** Sessions that did not end within their timeout. */
  readonly hung: number;
  /** Sockets, files, temporary messages and processes that were left. */
  readonly leaked: number;
}

export const NOTHING_WRONG: Verdict = { lost: 0, doubled: 0, hung: 0, leaked: 0 };

export function sumOf(verdicts: Iterable<Verdict>): Verdict {
  let { lost, doubled, hung, leaked } = NOTHING_WRONG;
  for (const verdict of verdicts) {
    lost += verdict.lost;
    doubled += verdict.doubled;
    hung += verdict.hung;
    leaked += verdict.leaked;
  }
  return { lost, doubled, hung, leaked };
}

export function isClean({ lost, doubled, hung, leaked }: Verdict): boolean {
  return lost + doubled + hung + leaked === 0;
}

/** The line that a run of many runs ends with. */
export function closingLine(runs: number, { lost, doubled, hung, leaked }: Verdict): string {
  return `${runs} runs: ${lost} lost, ${doubled} doubled, ${hung} hung, ${leaked} leaked`;
}

/** How often each thing is missing, and how often there is one too many. */
export function compare(
  found: Iterable<Buffer>,
  expected: Iterable<Buffer>,
): { lost: number; doubled: number } {
  const surplus = new Map<string, number>();
  for (const digest of digests(found)) surplus.set(digest, (surplus.get(digest) ?? 0) + 1);
  for (const digest of digests(expected)) surplus.set(digest, (surplus.get(digest) ?? 0) - 1);
  let [lost, doubled] = [0, 0];
  for (const count of surplus.values()) {
    if (count < 0) lost -= count;
    else doubled += count;
  }
  return { lost, doubled };
}
