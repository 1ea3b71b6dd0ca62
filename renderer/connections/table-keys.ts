import type { KeyboardEvent } from 'react';
import type { Connection } from '../../shared/connection.ts';
import { all, move, NOTHING_SELECTED, type Selection } from './selection.ts';
import type { ConnectionActions } from './use-connection-actions.tsx';

/** So many rows for Page Up and Page Down. */
const PAGE = 10;

const MOVES: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE,
  PageUp: -PAGE,
  Home: -Infinity,
  End: Infinity,
};

interface TableKeys {
  readonly connections: readonly Connection[];
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly actions: ConnectionActions;
}

/** What the keys do while the table has the focus. */
export function tableKeys({ connections, selection, select, actions }: TableKeys) {
  const ids = connections.map(({ id }) => id);
  const selected = connections.filter(({ id }) => selection.selected.has(id));
  const active = connections.find(({ id }) => id === selection.active);
  const keys: Readonly<Record<string, () => void>> = {
    Enter: () => active && actions.edit(active),
    ' ': () => active && actions.details(active),
    i: () => active && actions.details(active),
    p: () => selected.length > 0 && actions.togglePause(selected),
    Delete: () => actions.remove(selected),
    Backspace: () => actions.remove(selected),
    Escape: () => select(NOTHING_SELECTED),
    'mod+a': () => select(all(ids, selection)),
    'mod+d': () => active && actions.duplicate(active),
  };
  return (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const by = MOVES[event.key];
    if (by !== undefined) {
      event.preventDefault();
      select(move(selection, ids, { by, extend: event.shiftKey }));
      return;
    }
    const act = keys[`${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.key}`];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
}
