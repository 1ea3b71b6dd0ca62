import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import classes from './virtual-listbox.module.css';

export interface VirtualListboxProps {
  /** What is listed, for those who do not see it. */
  readonly label: string;
  readonly count: number;
  /** In pixels; all rows have the same. */
  readonly rowHeight: number;
  /** The chosen row, or -1. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  /** Enter, or a double click. */
  readonly onOpen?: (index: number) => void;
  /** Told which rows are in sight. */
  readonly onRange?: (first: number, last: number) => void;
  readonly row: (index: number) => ReactNode;
}

/** A list to choose one of, of any length: only what is in sight is rendered. Complete on the keyboard. */
export function VirtualListbox(props: VirtualListboxProps) {
  const { label, count, rowHeight, chosen, onChoose, onOpen, onRange, row } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const rows = virtualizer.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;

  useEffect(() => {
    onRange?.(first, last);
  }, [first, last, onRange]);

  const goTo = (index: number): void => {
    const target = Math.min(Math.max(index, 0), count - 1);
    if (target < 0) return;
    virtualizer.scrollToIndex(target);
    onChoose(target);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => {
        goTo(chosen + 1);
      },
      ArrowUp: () => {
        goTo(chosen - 1);
      },
      PageDown: () => {
        goTo(chosen + page);
      },
      PageUp: () => {
        goTo(chosen - page);
      },
      Home: () => {
        goTo(0);
      },
      End: () => {
        goTo(count - 1);
      },
      Enter: () => {
        if (chosen >= 0) onOpen?.(chosen);
      },
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };

  const isRendered = rows.some(({ index }) => index === chosen);
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      aria-activedescendant={isRendered ? `${id}-${chosen}` : undefined}
      tabIndex={0}
      className={classes.list}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index, key, start }) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list has the focus and the keys (aria-activedescendant)
          <div
            key={key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            aria-posinset={index + 1}
            aria-setsize={count}
            className={classes.row}
            style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            onClick={() => {
              onChoose(index);
            }}
            onDoubleClick={() => onOpen?.(index)}
          >
            {row(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
