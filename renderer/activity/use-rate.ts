import { useEffect, useState } from 'react';
import type { SessionProgress } from '../../shared/status.ts';
import { octetsPerSecond, type RateSample, sampled } from './rate.ts';

/** How quickly a session goes on, in octets a second; undefined while there is too little to say. */
export function useRate(progress: SessionProgress | undefined): number | undefined {
  const [samples, setSamples] = useState<readonly RateSample[]>([]);
  useEffect(() => {
    if (progress === undefined) return;
    // oxlint-disable-next-line react/set-state-in-effect -- the clock is read when progress comes, not when it is drawn
    setSamples((before) => sampled(before, { at: Date.now(), octetsDone: progress.octetsDone }));
  }, [progress]);
  return octetsPerSecond(samples);
}
