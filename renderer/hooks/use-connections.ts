import { useCallback, useSyncExternalStore } from 'react';
import type { ConnectionStatus } from '../../shared/status.ts';
import { useServiceState } from '../bridge/service-state-context.ts';

/** What every connection does, by id. Changes with each of them: for lists that show or sort by it. */
export function useConnections(): ReadonlyMap<string, ConnectionStatus> {
  const state = useServiceState();
  return useSyncExternalStore(state.onConnections, state.connections);
}

/** What one connection does. Changes with that one only. */
export function useConnection(id: string): ConnectionStatus | undefined {
  const state = useServiceState();
  const subscribe = useCallback((listener: () => void) => state.onConnection(id, listener), [state, id]);
  return useSyncExternalStore(subscribe, () => state.connection(id));
}
