import { useSyncExternalStore } from 'react';
import type { LogEvent } from '../../shared/events.ts';
import { useServiceState } from '../bridge/service-state-context.ts';

/** The last events of the log, oldest first, live. */
export function useLogEvents(): readonly LogEvent[] {
  const state = useServiceState();
  return useSyncExternalStore(state.onLog, state.log);
}
