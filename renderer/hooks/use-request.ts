import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { WindowInput, WindowMethod, WindowOutput } from '../../shared/ipc.ts';
import type { ReportedError } from '../../shared/reported-error.ts';
import { ask } from '../bridge/ask.ts';

/**
 * The answer to a request that changes nothing, kept until an event says that it may be another (see query-client.ts).
 * @param enabled false: do not ask yet
 */
export function useRequest<M extends WindowMethod>(
  method: M,
  input: WindowInput<M>,
  { enabled = true }: { readonly enabled?: boolean } = {},
): UseQueryResult<WindowOutput[M], ReportedError> {
  return useQuery<WindowOutput[M], ReportedError>({
    queryKey: [method, input],
    // A query must not answer with undefined; `choose.*` and the like are actions, not queries.
    queryFn: () => ask(method, input),
    enabled,
  });
}
