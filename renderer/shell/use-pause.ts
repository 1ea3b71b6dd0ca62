import type { PauseChoice } from '../../shared/pause.ts';
import { pausedLine } from '../../shared/pause.ts';
import { useAction } from '../hooks/use-action.ts';
import { useFormats } from '../hooks/use-formats.ts';
import { useService } from '../hooks/use-service.ts';

export interface Pausing {
  /** That all is paused, and until when; undefined while it is not. */
  readonly line: string | undefined;
  readonly isPending: boolean;
  readonly pause: (choice: PauseChoice) => void;
  readonly resume: () => void;
}

/** Pauses the whole service, or lets it go on. */
export function usePause(): Pausing {
  const paused = useService()?.paused;
  const { time } = useFormats();
  const pause = useAction('pause');
  const resume = useAction('resume');
  return {
    line: paused && pausedLine(paused.until, time),
    isPending: pause.isPending || resume.isPending,
    pause: ({ forMs }) => pause.mutate(forMs === undefined ? {} : { until: Date.now() + forMs }),
    resume: () => resume.mutate({}),
  };
}
