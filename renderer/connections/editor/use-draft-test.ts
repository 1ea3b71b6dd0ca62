import { useEffect, useState } from 'react';
import type { TestFailure, TestStep } from '../../../shared/connection-test.ts';
import type { ReportedError } from '../../../shared/reported-error.ts';
import { ask } from '../../bridge/ask.ts';
import { type DraftInput, useDraftRun } from './use-draft-run.ts';

export type TestProgress =
  | { readonly state: 'none' }
  | { readonly state: 'running' | 'passed'; readonly steps: readonly TestStep[] }
  | { readonly state: 'failed'; readonly steps: readonly TestStep[]; readonly failure: TestFailure }
  /** It could not even be tried. */
  | { readonly state: 'refused'; readonly error: ReportedError };

/** The test of what is in a form, step by step as the steps are taken. */
export function useDraftTest() {
  const [progress, setProgress] = useState<TestProgress>({ state: 'none' });
  const { run, cancel, isRunning } = useDraftRun();

  useEffect(
    () =>
      window.rpop.subscribe((event) => {
        if (event.type !== 'test-step' || !isRunning(event.token)) return;
        setProgress((before) =>
          before.state === 'running' ? { ...before, steps: [...before.steps, event.step] } : before,
        );
      }),
    [isRunning],
  );

  const start = async (tested: DraftInput): Promise<void> => {
    setProgress({ state: 'running', steps: [] });
    const outcome = await run((token) => ask('draft.test', { ...tested, token }));
    if (outcome === undefined) return;
    if (outcome.is === 'refused') {
      setProgress({ state: 'refused', error: outcome.error });
      return;
    }
    const { steps, failure } = outcome.output;
    setProgress(failure === undefined ? { state: 'passed', steps } : { state: 'failed', steps, failure });
  };

  return {
    progress,
    start,
    cancel: () => {
      cancel();
      setProgress({ state: 'none' });
    },
  };
}
