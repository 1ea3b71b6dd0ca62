import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_includesString,
  globalFilteringFeature,
  rowSortingFeature,
  type SortingState,
  sortFn_basic,
  sortFn_text,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Connection } from '../../shared/connection.ts';
import type { ConnectionStatus } from '../../shared/status.ts';
import { useConnections } from '../hooks/use-connections.ts';
import { useKept } from './list-view.ts';
import { TONES, toneOf } from './state-words.ts';

interface Row {
  readonly connection: Connection;
  /** Only there while the order depends on it. */
  readonly status: ConnectionStatus | undefined;
}

const features = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  sortedRowModel: createSortedRowModel(),
  filteredRowModel: createFilteredRowModel(),
  sortFns: { text: sortFn_text, basic: sortFn_basic },
  filterFns: { includesString: filterFn_includesString },
});
const helper = createColumnHelper<typeof features, Row>();

const SEARCHED = new Set(['name', 'account', 'folder']);
const BY_STATUS = new Set(['state', 'last', 'unseen']);

const columns = helper.columns([
  helper.accessor(({ connection }) => connection.name, { id: 'name', sortFn: 'text' }),
  helper.accessor(({ connection }) => `${connection.username} ${connection.host}`, { id: 'account' }),
  helper.accessor(({ status }) => (status === undefined ? 0 : TONES.indexOf(toneOf(status))), {
    id: 'state',
    sortFn: 'basic',
  }),
  helper.accessor(({ connection }) => connection.folder, { id: 'folder', sortFn: 'text' }),
  helper.accessor(({ status }) => -(status?.last?.endedAt ?? 0), { id: 'last', sortFn: 'basic' }),
  helper.accessor(({ status }) => -(status?.unseen ?? 0), { id: 'unseen', sortFn: 'basic' }),
]);

export interface SortBy {
  readonly id: string;
  readonly desc: boolean;
}

/** The connections as the table shows them: searched and sorted. Follows the service only while it sorts by its state. */
export function useConnectionRows(connections: readonly Connection[]) {
  const [search, setSearch] = useKept('search');
  const [sort, setSort] = useKept('sort');
  const statuses = useConnections(BY_STATUS.has(sort.id));
  const data = useMemo(
    () => connections.map((connection) => ({ connection, status: statuses.get(connection.id) })),
    [connections, statuses],
  );
  const sorting = useMemo<SortingState>(
    () => (sort.id === 'name' ? [sort] : [sort, { id: 'name', desc: false }]),
    [sort],
  );
  const table = useTable({
    features,
    columns,
    data,
    state: { sorting, globalFilter: search.trim() },
    getRowId: ({ connection }) => connection.id,
    globalFilterFn: 'includesString',
    getColumnCanGlobalFilter: ({ id }) => SEARCHED.has(id),
  });
  const { rows } = table.getRowModel();
  const shown = useMemo(() => rows.map(({ original }) => original.connection), [rows]);
  return { shown, search, setSearch, sort, setSort };
}
