import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Connection } from '../../shared/connection.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { usePlaces } from '../navigation/place-context.ts';
import { ConnectionDetails } from './connection-details.tsx';
import { ConnectionTable } from './connection-table.tsx';
import { ListHeader } from './list-header.tsx';
import { useKept, useListView } from './list-view.ts';
import { all, among, extendTo, NOTHING_SELECTED, only, toggle } from './selection.ts';
import { tableKeys } from './table-keys.ts';
import { useConnectionActions } from './use-connection-actions.tsx';
import { useConnectionRows } from './use-connection-rows.ts';

interface ConnectionListProps {
  readonly connections: readonly Connection[];
  /** Whose details are open. */
  readonly detailsOf: Connection | undefined;
}

/** All connections: the search, what can be done with those that are selected, the table, and one's details. */
export function ConnectionList({ connections, detailsOf }: ConnectionListProps) {
  const { go } = usePlaces();
  const actions = useConnectionActions();
  const view = useListView();
  // Whoever is led to one connection sees that one, whatever was searched for before.
  const [isLed] = useState(() => {
    if (detailsOf === undefined) return false;
    view.keep({ search: '', selection: only(detailsOf.id) });
    return true;
  });
  const { shown, search, setSearch, sort, setSort } = useConnectionRows(connections);
  const [kept, select] = useKept('selection');
  const ids = useMemo(() => shown.map(({ id }) => id), [shown]);
  const selection = useMemo(() => among(kept, ids), [kept, ids]);
  const selected = useMemo(
    () => shown.filter(({ id }) => selection.selected.has(id)),
    [shown, selection.selected],
  );
  const grid = useRef<HTMLTableElement>(null);
  const searchField = useRef<HTMLInputElement>(null);

  // The rows are given the same handlers for ever, or a click would draw all of them again.
  const now = useRef({ ids, selection });
  useEffect(() => {
    now.current = { ids, selection };
  });
  const handlers = useMemo(
    () => ({
      onClick: (id: string, { shiftKey, ctrlKey, metaKey }: MouseEvent) =>
        select(
          shiftKey
            ? extendTo(now.current.selection, now.current.ids, id)
            : ctrlKey || metaKey
              ? toggle(now.current.selection, id)
              : only(id),
        ),
      onToggle: (id: string) => select(toggle(now.current.selection, id)),
    }),
    [select],
  );

  const fetchThese = (): void =>
    actions.fetch(selected.length > 0 ? selected : connections.filter(({ enabled }) => enabled));
  useHotkeys(
    [
      ['mod+N', actions.add],
      ['mod+F', () => searchField.current?.focus()],
      ['F5', fetchThese],
      ['mod+R', fetchThese],
    ],
    [],
  );
  // The keys work at once; the ring that shows where they are waits until one is used.
  const isUsed = useRef(false);
  useEffect(() => grid.current?.focus({ preventScroll: true }), []);

  return (
    <>
      <ListHeader
        total={connections.length}
        selected={selected}
        actions={actions}
        search={search}
        onSearch={setSearch}
        searchRef={searchField}
        onLeaveSearch={() => grid.current?.focus()}
        onFetchAll={fetchThese}
        onClearSelection={() => select(NOTHING_SELECTED)}
      />
      {shown.length === 0 ? (
        <EmptyState
          icon={IconSearch}
          title="No connection matches"
          description={`Nothing has “${search}” in its name, account or folder.`}
        />
      ) : (
        <ConnectionTable
          gridRef={grid}
          startAt={isLed ? undefined : view.get('scrollTop')}
          onScroll={(scrollTop) => view.keep({ scrollTop })}
          connections={shown}
          selection={selection}
          sort={sort}
          onSort={setSort}
          onSelectAll={(everything) => select(everything ? all(ids, selection) : NOTHING_SELECTED)}
          onFocus={() => {
            const [first] = ids;
            if (first !== undefined && isUsed.current) select({ ...NOTHING_SELECTED, active: first });
            isUsed.current = true;
          }}
          onKeyDown={tableKeys({ connections: shown, selection, select, actions })}
          handlers={handlers}
          actions={actions}
        />
      )}
      <ConnectionDetails
        connection={detailsOf}
        actions={actions}
        onClose={() => go({ page: 'connections' })}
      />
    </>
  );
}
