import { Checkbox, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import type { Connection } from '../../shared/connection.ts';
import { ConnectionRow, rowId, type RowHandlers } from './connection-row.tsx';
import type { Selection } from './selection.ts';
import type { ConnectionActions } from './use-connection-actions.tsx';
import type { SortBy } from './use-connection-rows.ts';
import classes from './connection-table.module.css';

/** The height of every row: what makes thousands of them cheap. */
export const ROW_HEIGHT = 54;
const HEADER_HEIGHT = 34;
/** Rows beyond the edge, so that quick scrolling shows no gap. */
const OVERSCAN = 8;

const COLUMNS = [
  { id: 'name', label: 'Connection', className: classes.name },
  { id: 'state', label: 'State', className: classes.state },
  { id: 'folder', label: 'Folder', className: classes.folder },
  { id: 'last', label: 'Last fetch', className: classes.last },
  { id: 'unseen', label: 'New', className: classes.unseen },
] as const;

interface ConnectionTableProps {
  readonly connections: readonly Connection[];
  readonly selection: Selection;
  readonly sort: SortBy;
  readonly onSort: (sort: SortBy) => void;
  readonly onSelectAll: (all: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** The keyboard came, and is on no row yet. */
  readonly onFocus: () => void;
  readonly handlers: RowHandlers;
  readonly actions: ConnectionActions;
  readonly gridRef: RefObject<HTMLTableElement | null>;
  /** Where it is scrolled to at first, in CSS pixels; undefined: to the active row. */
  readonly startAt: number | undefined;
  readonly onScroll: (scrollTop: number) => void;
}

/** The connections: a grid with one focus, of whose rows only those in sight are in the document. */
export function ConnectionTable(props: ConnectionTableProps) {
  const {
    connections,
    selection,
    sort,
    onSort,
    onSelectAll,
    onKeyDown,
    onFocus,
    handlers,
    actions,
    gridRef,
    startAt,
    onScroll,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used
  const virtualizer = useVirtualizer({
    count: connections.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollPaddingStart: HEADER_HEIGHT,
    initialOffset: startAt ?? 0,
  });
  const rows = virtualizer.getVirtualItems();
  const { active } = selection;
  const activeIndex = active === undefined ? -1 : connections.findIndex(({ id }) => id === active);
  const scrolledFor = useRef(startAt === undefined ? -1 : activeIndex);
  useEffect(() => {
    if (activeIndex === scrolledFor.current) return;
    scrolledFor.current = activeIndex;
    if (activeIndex !== -1) virtualizer.scrollToIndex(activeIndex);
  }, [activeIndex, virtualizer]);

  const before = rows.at(0)?.start ?? 0;
  const after = virtualizer.getTotalSize() - (rows.at(-1)?.end ?? 0);
  const isActiveShown = rows.some(({ index }) => index === activeIndex);
  const count = selection.selected.size;
  return (
    <div
      className={classes.scroller}
      ref={scroller}
      onScroll={(event) => onScroll(event.currentTarget.scrollTop)}
    >
      <table
        ref={gridRef}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- ARIA APG: a grid is a table one can act in
        role="grid"
        className={classes.table}
        tabIndex={0}
        aria-label="Connections"
        aria-rowcount={connections.length + 1}
        aria-multiselectable
        aria-activedescendant={active !== undefined && isActiveShown ? rowId(active) : undefined}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          if (event.target === event.currentTarget && active === undefined) onFocus();
        }}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th className={classes.check}>
              <Checkbox
                size="xs"
                tabIndex={-1}
                aria-label="Select all"
                checked={count > 0 && count === connections.length}
                indeterminate={count > 0 && count < connections.length}
                onChange={(event) => onSelectAll(event.currentTarget.checked)}
              />
            </th>
            {COLUMNS.map(({ id, label, className }) => {
              const isSorted = sort.id === id;
              const direction = sort.desc ? 'descending' : 'ascending';
              const Arrow = sort.desc ? IconChevronDown : IconChevronUp;
              return (
                <th key={id} className={className} aria-sort={isSorted ? direction : undefined}>
                  <UnstyledButton
                    className={classes.sort}
                    onClick={() => onSort({ id, desc: isSorted && !sort.desc })}
                  >
                    {label}
                    {isSorted && <Arrow size={14} aria-hidden />}
                  </UnstyledButton>
                </th>
              );
            })}
            <th className={classes.actionsColumn}>
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} />}
          {rows.map(({ index }) => {
            const connection = connections[index];
            return (
              connection && (
                <ConnectionRow
                  key={connection.id}
                  connection={connection}
                  rowIndex={index + 2}
                  selected={selection.selected.has(connection.id)}
                  active={connection.id === active}
                  actions={actions}
                  handlers={handlers}
                />
              )
            );
          })}
          {after > 0 && <Spacer height={after} />}
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are out of sight. */
function Spacer({ height }: { readonly height: number }) {
  return (
    <tr aria-hidden className={classes.spacer}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- nothing is in it */}
      <td colSpan={COLUMNS.length + 2} style={{ height }} />
    </tr>
  );
}
