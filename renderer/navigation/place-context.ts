import { createContext, use, useSyncExternalStore } from 'react';
import type { Place } from '../../shared/ipc.ts';
import type { PlaceStore } from './place-store.ts';

export const PlaceContext = createContext<PlaceStore | undefined>(undefined);

export function usePlaces(): PlaceStore {
  const places = use(PlaceContext);
  if (places === undefined) throw new Error('There is no PlaceContext around this component.');
  return places;
}

export function usePlace(): Place {
  const places = usePlaces();
  return useSyncExternalStore(places.subscribe, places.place);
}
