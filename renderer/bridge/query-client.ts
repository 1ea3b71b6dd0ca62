import { QueryClient } from '@tanstack/react-query';
import type { RpopBridge, WindowEvent, WindowMethod } from '../../shared/ipc.ts';

/** Answers that an event makes stale. */
const STALE_BY: Partial<Record<WindowEvent['type'], readonly WindowMethod[]>> = {
  configuration: ['connections.list', 'settings.get', 'folders.list'],
  mail: ['folders.list', 'folders.messages', 'history.sessions', 'history.totals'],
};

/** Keeps what was asked until an event says that it changed: nothing is asked again by a timer or by focus. */
export function createQueryClient(bridge: RpopBridge): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      // The "network" is this computer: being offline must not stop a request.
      queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  bridge.subscribe(({ type }) => {
    for (const method of STALE_BY[type] ?? []) void client.invalidateQueries({ queryKey: [method] });
  });
  return client;
}
