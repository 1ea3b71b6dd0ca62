import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { SessionRecord } from '../../shared/history.ts';
import { SessionRow } from './session-row.tsx';
import classes from './session-table.module.css';

const COLUMNS = ['Connection', 'When', 'Took', 'New', 'Deleted', 'Amount'] as const;

/** The sessions one by one, newest first. */
export function SessionTable({ sessions }: { readonly sessions: readonly SessionRecord[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used
  const virtualizer = useVirtualizer({
    count: sessions.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 40,
    getItemKey: (index) => sessions[index]?.id ?? index,
    overscan: 10,
  });
  return (
    <div role="table" aria-label="Sessions" aria-rowcount={sessions.length + 1} className={classes.table}>
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={`${classes.columns} ${classes.head}`}>
          {COLUMNS.map((column) => (
            <span key={column} role="columnheader">
              {column}
            </span>
          ))}
        </div>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also for those without a mouse */}
      <div ref={scroller} role="rowgroup" tabIndex={0} className={classes.body} aria-label="Sessions">
        <div role="presentation" className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const session = sessions[index];
            return (
              session && (
                <div
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  role="row"
                  aria-rowindex={index + 2}
                  className={`${classes.columns} ${classes.row}`}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <SessionRow session={session} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
