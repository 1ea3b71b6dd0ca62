import { useSyncExternalStore } from 'react';
import type { ServiceFacts } from '../bridge/service-state.ts';
import { useServiceState } from '../bridge/service-state-context.ts';

/** What the service as a whole does; undefined until it first answered. */
export function useService(): ServiceFacts | undefined {
  const state = useServiceState();
  return useSyncExternalStore(state.onService, state.service);
}
