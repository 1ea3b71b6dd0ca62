import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { WindowInput, WindowMethod, WindowOutput } from '../../shared/ipc.ts';
import type { ReportedError } from '../../shared/reported-error.ts';
import { ask } from '../bridge/ask.ts';
import { notifyError } from '../components/notify.tsx';

export interface ActionOptions {
  /** Where a failure is shown: `here`, by whoever uses the action; else as a notification. */
  readonly failure?: 'here' | 'notification';
}

/** A request that does something: `mutate(input)` or `await mutateAsync(input)`. */
export function useAction<M extends WindowMethod>(
  method: M,
  { failure = 'notification' }: ActionOptions = {},
): UseMutationResult<WindowOutput[M], ReportedError, WindowInput<M>> {
  return useMutation<WindowOutput[M], ReportedError, WindowInput<M>>({
    mutationKey: [method],
    mutationFn: (input) => ask(method, input),
    onError: (error) => {
      if (failure === 'notification') notifyError(error);
    },
  });
}
