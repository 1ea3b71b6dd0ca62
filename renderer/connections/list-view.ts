import { createContext, use, useCallback, useState } from 'react';
import { NOTHING_SELECTED, type Selection } from './selection.ts';
import type { SortBy } from './use-connection-rows.ts';

/** How the user has arranged the list of connections. */
export interface ListView {
  readonly search: string;
  readonly sort: SortBy;
  readonly selection: Selection;
  /** CSS pixels. */
  readonly scrollTop: number;
}

/** Keeps the view while the window lives, whatever page is shown meanwhile. */
export class KeptListView {
  #view: ListView = {
    search: '',
    sort: { id: 'name', desc: false },
    selection: NOTHING_SELECTED,
    scrollTop: 0,
  };

  readonly get = <K extends keyof ListView>(part: K): ListView[K] => this.#view[part];

  readonly keep = (parts: Partial<ListView>): void => {
    this.#view = { ...this.#view, ...parts };
  };
}

export const ListViewContext = createContext<KeptListView | undefined>(undefined);

export function useListView(): KeptListView {
  const view = use(ListViewContext);
  if (view === undefined) throw new Error('There is no ListViewContext around this component.');
  return view;
}

/** A part of the view as the state of a component, which begins with what the last one left. */
export function useKept<K extends keyof ListView>(part: K): [ListView[K], (value: ListView[K]) => void] {
  const view = useListView();
  const [value, setValue] = useState(() => view.get(part));
  const keep = useCallback(
    (next: ListView[K]) => {
      view.keep({ [part]: next });
      setValue(() => next);
    },
    [view, part],
  );
  return [value, keep];
}
