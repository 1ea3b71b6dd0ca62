/** How quickly octets come, estimated from progress. Times in milliseconds since the epoch. */

export interface RateSample {
  readonly at: number;
  readonly octetsDone: number;
}

/** Long enough that a burst does not make the figure jump, short enough that it follows the line. */
const WINDOW_MS = 5_000;

/** The samples of the last seconds with one more. A session that began anew forgets the one before. */
export function sampled(samples: readonly RateSample[], sample: RateSample): readonly RateSample[] {
  const last = samples.at(-1);
  if (last !== undefined && sample.octetsDone < last.octetsDone) return [sample];
  if (last !== undefined && sample.at <= last.at) return samples;
  return [...samples.filter(({ at }) => at >= sample.at - WINDOW_MS), sample];
}

/** Undefined while there is too little to say. */
export function octetsPerSecond(samples: readonly RateSample[]): number | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.at === first.at) return undefined;
  return ((last.octetsDone - first.octetsDone) / (last.at - first.at)) * 1_000;
}
