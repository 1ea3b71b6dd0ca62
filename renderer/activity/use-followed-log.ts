import { useState } from 'react';
import type { LogEvent } from '../../shared/events.ts';
import { useLogEvents } from '../hooks/use-log-events.ts';
import { countAfter } from './count-after.ts';

export interface FollowedLog {
  /** Oldest first; while it is paused, as they were then. */
  readonly events: readonly LogEvent[];
  readonly isFollowed: boolean;
  /** How many came since it was paused. */
  readonly missed: number;
  readonly pause: () => void;
  readonly follow: () => void;
}

/** The live log, which can be held still to read it. */
export function useFollowedLog(): FollowedLog {
  const live = useLogEvents();
  const [held, setHeld] = useState<readonly LogEvent[]>();
  return {
    events: held ?? live,
    isFollowed: held === undefined,
    missed: held === undefined ? 0 : countAfter(live, held.at(-1)),
    pause: () => {
      setHeld((before) => before ?? live);
    },
    follow: () => {
      setHeld(undefined);
    },
  };
}
