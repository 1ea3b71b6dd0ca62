import { useEffect, useRef, useState } from 'react';
import type { TestFailure, TestStep } from '../../../shared/connection-test.ts';
import { ReportedError } from '../../../shared/reported-error.ts';
import { ask } from '../../bridge/ask.ts';

interface TestedDraft {
  readonly draft: unknown;
  readonly password?: string;
  readonly connection?: string;
}

export type TestProgress =
  | { readonly state: 'none' }
  | { readonly state: 'running' | 'passed'; readonly steps: readonly TestStep[] }
  | { readonly state: 'failed'; readonly steps: readonly TestStep[]; readonly failure: TestFailure }
  /** It could not even be tried. */
  | { readonly state: 'refused'; readonly error: ReportedError };

/** The test of what is in a form, step by step as the steps are taken. */
export function useDraftTest() {
  const [progress, setProgress] = useState<TestProgress>({ state: 'none' });
  const running = useRef<string>(undefined);

  useEffect(() => {
    const stop = window.rpop.subscribe((event) => {
      if (event.type !== 'test-step' || event.token !== running.current) return;
      setProgress((before) =>
        before.state === 'running' ? { ...before, steps: [...before.steps, event.step] } : before,
      );
    });
    return () => {
      stop();
      // Nobody will see the end of it.
      if (running.current !== undefined) void ask('draft.cancel', { token: running.current });
    };
  }, []);

  const start = async (tested: TestedDraft): Promise<void> => {
    const token = crypto.randomUUID();
    running.current = token;
    setProgress({ state: 'running', steps: [] });
    try {
      const { steps, failure } = await ask('draft.test', { ...tested, token });
      if (running.current !== token) return;
      setProgress(failure === undefined ? { state: 'passed', steps } : { state: 'failed', steps, failure });
    } catch (error) {
      if (!(error instanceof ReportedError)) throw error;
      if (running.current === token) setProgress({ state: 'refused', error });
    } finally {
      if (running.current === token) running.current = undefined;
    }
  };

  const cancel = (): void => {
    const token = running.current;
    if (token === undefined) return;
    running.current = undefined;
    setProgress({ state: 'none' });
    void ask('draft.cancel', { token });
  };

  return { progress, start, cancel, clear: () => setProgress({ state: 'none' }) };
}
