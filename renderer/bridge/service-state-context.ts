import { createContext, use } from 'react';
import type { ServiceState } from './service-state.ts';

export const ServiceStateContext = createContext<ServiceState | undefined>(undefined);

export function useServiceState(): ServiceState {
  const state = use(ServiceStateContext);
  if (state === undefined) throw new Error('There is no ServiceStateContext around this component.');
  return state;
}
