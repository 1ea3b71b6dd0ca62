import type { LogEvent } from '../../shared/events.ts';
import { printable } from '../../shared/printable.ts';

/** Events as lines of text, to copy and to save: time, type, connection, message, code. */
export function logText(events: readonly LogEvent[], nameOf: (connection: string) => string): string {
  return events.map((event) => `${lineOf(event, nameOf)}\n`).join('');
}

function lineOf(
  { at, eventType, connection, message, code }: LogEvent,
  nameOf: (id: string) => string,
): string {
  const where = connection === undefined ? '-' : `[${printable(nameOf(connection))}]`;
  const suffix = code === undefined ? '' : ` (${code})`;
  return `${new Date(at).toISOString()} ${eventType} ${where} ${printable(message)}${suffix}`;
}
