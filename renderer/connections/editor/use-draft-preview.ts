import { useState } from 'react';
import type { ReportedError } from '../../../shared/reported-error.ts';
import type { Preview } from '../../../shared/service-contract.ts';
import { ask } from '../../bridge/ask.ts';
import { type DraftInput, useDraftRun } from './use-draft-run.ts';

export type PreviewProgress =
  | { readonly state: 'none' | 'running' }
  | { readonly state: 'here'; readonly preview: Preview }
  | { readonly state: 'refused'; readonly error: ReportedError };

/** What a fetch by what is in a form would do. */
export function useDraftPreview() {
  const [progress, setProgress] = useState<PreviewProgress>({ state: 'none' });
  const { run, cancel } = useDraftRun();

  const start = async (draft: DraftInput): Promise<void> => {
    setProgress({ state: 'running' });
    const outcome = await run((token) => ask('draft.preview', { ...draft, token }));
    if (outcome === undefined) return;
    setProgress(
      outcome.is === 'here'
        ? { state: 'here', preview: outcome.output }
        : { state: 'refused', error: outcome.error },
    );
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
