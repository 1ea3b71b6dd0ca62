/** How long all fetching can be paused, as the tray and the window offer it. */
export interface PauseChoice {
  readonly id: 'pause-hour' | 'pause';
  readonly label: string;
  /** Milliseconds; undefined: until the user resumes. */
  readonly forMs: number | undefined;
}

export const PAUSE_CHOICES: readonly PauseChoice[] = [
  { id: 'pause-hour', label: 'Pause for 1 hour', forMs: 3_600_000 },
  { id: 'pause', label: 'Pause until resumed', forMs: undefined },
];

export const RESUME_LABEL = 'Resume fetching';

/**
 * That all is paused, and until when, in one line.
 * @param time writes a time of the day as the user does
 */
export function pausedLine(until: number | undefined, time: (at: number) => string): string {
  return until === undefined ? 'Paused' : `Paused until ${time(until)}`;
}
