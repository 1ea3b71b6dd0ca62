import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { LogEvent } from '../../shared/events.ts';
import { LogRow } from './log-row.tsx';
import classes from './log-list.module.css';

export interface LogListProps {
  readonly events: readonly LogEvent[];
  /** Whether the end stays in sight. */
  readonly isFollowed: boolean;
  /** The user looks at what was before. */
  readonly onScrollBack?: () => void;
}

const BACK_KEYS = new Set(['ArrowUp', 'PageUp', 'Home']);

/** Events in the order in which they happened. Only what is in sight is rendered. */
export function LogList({ events, isFollowed, onScrollBack }: LogListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used
  const virtualizer = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 26,
    overscan: 20,
  });
  const last = events.at(-1);
  useEffect(() => {
    if (isFollowed) virtualizer.scrollToIndex(events.length - 1, { align: 'end' });
  }, [isFollowed, last, events.length, virtualizer]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- to look back ends following
    <div
      ref={scroller}
      role="table"
      aria-label="Events"
      aria-rowcount={events.length}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also for those without a mouse
      tabIndex={0}
      className={`${classes.list} selectable`}
      onWheel={(event) => {
        if (event.deltaY < 0) onScrollBack?.();
      }}
      onKeyDown={(event) => {
        if (BACK_KEYS.has(event.key)) onScrollBack?.();
      }}
    >
      <div role="rowgroup" className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const event = events[index];
          return (
            event && (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                data-type={event.eventType}
                role="row"
                aria-rowindex={index + 1}
                className={classes.row}
                style={{ transform: `translateY(${start}px)` }}
              >
                <LogRow event={event} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
