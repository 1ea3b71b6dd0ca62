import type { EventType, LogEvent } from '../../shared/events.ts';

export interface LogFilter {
  readonly types: ReadonlySet<EventType>;
  /** A connection's id, or undefined for all. */
  readonly connection: string | undefined;
  readonly text: string;
}

/** What makes a list of events that pass the filter. Words may stand in any order; case does not matter. */
export function logPasses({ types, connection, text }: LogFilter): (event: LogEvent) => boolean {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return (event) => {
    if (!types.has(event.eventType)) return false;
    if (connection !== undefined && event.connection !== connection) return false;
    const searched = `${event.message} ${event.code ?? ''}`.toLocaleLowerCase();
    return words.every((word) => searched.includes(word));
  };
}
