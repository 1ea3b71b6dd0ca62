import { useCallback, useSyncExternalStore } from 'react';
import type { ConnectionStatus } from '../../shared/status.ts';
import { useServiceState } from '../bridge/service-state-context.ts';

const NONE: ReadonlyMap<string, ConnectionStatus> = new Map();
const never = (): (() => void) => () => undefined;
const none = (): ReadonlyMap<string, ConnectionStatus> => NONE;

/**
 * What every connection does, by id. Changes with each of them: for what shows or sorts by it.
 * @param live false: none of them, and no changes
 */
export function useConnections(live = true): ReadonlyMap<string, ConnectionStatus> {
  const state = useServiceState();
  return useSyncExternalStore(live ? state.onConnections : never, live ? state.connections : none);
}

/** What one connection does. Changes with that one only. */
export function useConnection(id: string): ConnectionStatus | undefined {
  const state = useServiceState();
  const subscribe = useCallback((listener: () => void) => state.onConnection(id, listener), [state, id]);
  return useSyncExternalStore(subscribe, () => state.connection(id));
}
