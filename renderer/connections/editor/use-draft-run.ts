import { useCallback, useEffect, useRef } from 'react';
import type { WindowInput } from '../../../shared/ipc.ts';
import { ReportedError } from '../../../shared/reported-error.ts';
import { ask } from '../../bridge/ask.ts';

/** What is in a form, for the service to try. */
export type DraftInput = Omit<WindowInput<'draft.test'>, 'token'>;

export type DraftOutcome<T> =
  { readonly is: 'here'; readonly output: T } | { readonly is: 'refused'; readonly error: ReportedError };

/** What the service tries of a form: one at a time, and none for which nobody waits any more. */
export interface DraftRun {
  /** Cancels what runs, and begins. Resolves with undefined if it was cancelled before its end. */
  readonly run: <T>(work: (token: string) => Promise<T>) => Promise<DraftOutcome<T> | undefined>;
  readonly cancel: () => void;
  readonly isRunning: (token: string) => boolean;
}

export function useDraftRun(): DraftRun {
  const running = useRef<string>(undefined);

  const cancel = useCallback((): void => {
    const token = running.current;
    if (token === undefined) return;
    running.current = undefined;
    // What answers it, says how it ended.
    ask('draft.cancel', { token }).catch(() => undefined);
  }, []);
  // Who leaves the form does not wait.
  useEffect(() => cancel, [cancel]);

  const run = useCallback(
    async <T>(work: (token: string) => Promise<T>): Promise<DraftOutcome<T> | undefined> => {
      cancel();
      const token = crypto.randomUUID();
      running.current = token;
      try {
        const output = await work(token);
        return running.current === token ? { is: 'here', output } : undefined;
      } catch (error) {
        if (!(error instanceof ReportedError)) throw error;
        return running.current === token ? { is: 'refused', error } : undefined;
      } finally {
        if (running.current === token) running.current = undefined;
      }
    },
    [cancel],
  );
  const isRunning = useCallback((token: string) => token === running.current, []);
  return { run, cancel, isRunning };
}
