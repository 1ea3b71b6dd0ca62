import type { CaseResult, Row, Verdict } from './bench-case.ts';
import type { Entry } from './race.ts';
import { pairedRatio, type Spread, spread } from './statistics.ts';

/** The seconds of each round. */
export function secondsOf(entries: readonly Entry[], name: string): (number | undefined)[] {
  return entries.find((entry) => entry.name === name)?.runs.map((run) => run?.seconds) ?? [];
}

/** "At least so many times as fast as another", decided by the paired ratio. Undefined if one did not run. */
export function atLeastAsFast(
  entries: readonly Entry[],
  other: string,
  times: number,
  name = 'RPOP',
): Verdict[] {
  const ratio = pairedRatio(secondsOf(entries, other), secondsOf(entries, name));
  if (ratio === undefined) return [];
  const target = times === 1 ? `no slower than ${other}` : `at least ${times}× as fast as ${other}`;
  return [{ target, measured: `${ratio.toFixed(2)}× as fast`, met: ratio >= times }];
}

/** "Under so many times the time of the limit". */
export function within(entries: readonly Entry[], other: string, times: number, name = 'RPOP'): Verdict[] {
  const ratio = pairedRatio(secondsOf(entries, name), secondsOf(entries, other));
  if (ratio === undefined) return [];
  return [
    {
      target: `at most ${times}× the time of ${other}`,
      measured: `${ratio.toFixed(2)}×`,
      met: ratio <= times,
    },
  ];
}

/** A table of a race: medians, spread, ratios to RPOP and who flushes what. */
export function raceResult(entries: readonly Entry[], verdicts: readonly Verdict[]): CaseResult {
  const ours = secondsOf(entries, 'RPOP');
  const ran = entries.filter(({ failure }) => failure === undefined);
  return {
    columns: ['seconds', 'least to most', 'time of RPOP', 'CPU s', 'peak MiB', 'runs', 'flushes'],
    rows: ran.map((entry) => raceRow(entry, ours)),
    verdicts,
    leftOut: entries.flatMap(({ name, failure }) => (failure === undefined ? [] : [`${name}: ${failure}`])),
    figures: entries.map(({ name, flushes, runs, failure }) => ({
      name,
      flushes,
      failure,
      runs: runs.map((run) =>
        run === undefined ? null : { seconds: run.seconds, cpuSeconds: run.cpuSeconds, peakMiB: run.peakMiB },
      ),
    })),
  };
}

function raceRow({ name, runs, flushes }: Entry, ours: readonly (number | undefined)[]): Row {
  const done = runs.filter((run) => run !== undefined);
  const seconds = spread(done.map((run) => run.seconds));
  const ratio = pairedRatio(
    runs.map((run) => run?.seconds),
    ours,
  );
  return {
    name,
    cells: [
      seconds.median.toFixed(2),
      range(seconds),
      ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
      spread(done.map((run) => run.cpuSeconds)).median.toFixed(2),
      spread(done.map((run) => run.peakMiB)).median.toFixed(0),
      String(seconds.runs),
      flushes,
    ],
  };
}

export function range({ least, most }: Spread, digits = 2): string {
  return `${least.toFixed(digits)} to ${most.toFixed(digits)}`;
}
