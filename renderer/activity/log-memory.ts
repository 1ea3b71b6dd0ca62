import type { LogEvent } from '../../shared/events.ts';

/** Events with a number each that never changes, so that a list can tell them apart. */
export interface NumberedEvent {
  readonly number: number;
  readonly event: LogEvent;
}

export interface LogMemory {
  readonly events: readonly NumberedEvent[];
  /** How many there were in all; the difference is no longer in memory. */
  readonly total: number;
}

export const EMPTY_LOG: LogMemory = { events: [], total: 0 };

/** How many events the window keeps: scrolling stays quick, and the files have the rest. */
export const LOG_LIMIT = 5_000;

/** The memory with some events more, of which the newest `limit` stay. */
export function remember(
  { events, total }: LogMemory,
  fresh: readonly LogEvent[],
  limit = LOG_LIMIT,
): LogMemory {
  if (fresh.length === 0) return { events, total };
  const numbered = fresh.map((event, index) => ({ number: total + index, event }));
  return { events: [...events, ...numbered].slice(-limit), total: total + fresh.length };
}
