/**
 * The lines of the log files, written and read. Two forms:
 *
 *     2026-11-24T08:00:00.000Z warning [Work #c1] The server is busy (in-use)
 *     {"at":"2026-11-24T08:00:00.000Z","type":"warning","connection":{"id":"c1","name":"Work"},"message":…,"code":…}
 *
 * Where there is no connection, `-` stands in its place. A message that itself ends like a code is followed by `()`.
 */
import { z } from 'zod';
import { EVENT_TYPES, type EventType } from '../../shared/events.ts';
import { printable } from '../../shared/printable.ts';

/** One event as it is written down. `message` and the connection's name are printable text. */
export interface LogRecord {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly type: EventType;
  /** The connection, with the name it had then; undefined for the service itself. */
  readonly connection: { readonly id: string; readonly name: string } | undefined;
  readonly message: string;
  readonly code?: string;
}

const ENDS_LIKE_A_CODE = /\([a-z0-9-]*\)$/;
const TEXT_LINE =
  /^(?<at>\S+) (?<type>[a-z]+) (?:-|\[(?<name>[^\]]*) #(?<id>[^ \]#]+)\]) (?<message>.*?)(?: \((?<code>[a-z0-9-]*)\))?$/;

const jsonLine = z.object({
  at: z.string(),
  type: z.enum(EVENT_TYPES),
  connection: z.object({ id: z.string(), name: z.string() }).optional(),
  message: z.string(),
  code: z.string().optional(),
});

/** `[name #id] message (code)`, without what every log adds itself: time and type. Printable, one line. */
export function textOf(record: LogRecord): string {
  const { connection, message, code } = record;
  const where = connection
    ? `[${printable(connection.name).replaceAll(']', '\\x5d')} #${encodeURIComponent(connection.id)}]`
    : '-';
  const shown = printable(message);
  const suffix = code === undefined ? (ENDS_LIKE_A_CODE.test(shown) ? ' ()' : '') : ` (${code})`;
  return `${where} ${shown}${suffix}`;
}

/** One line, without its end. */
export function formatLine(record: LogRecord, format: 'text' | 'json'): string {
  const at = new Date(record.at).toISOString();
  if (format === 'text') return `${at} ${record.type} ${textOf(record)}`;
  const { type, connection, message, code } = record;
  return JSON.stringify({
    at,
    type,
    ...(connection && { connection: { id: printable(connection.id), name: printable(connection.name) } }),
    message: printable(message),
    ...(code !== undefined && { code }),
  });
}

/** The record of a line in either form, or undefined when the line is of neither (a torn one, after a crash). */
export function parseLine(line: string): LogRecord | undefined {
  return line.startsWith('{') ? parseJson(line) : parseText(line);
}

function parseJson(line: string): LogRecord | undefined {
  const parsed = jsonLine.safeParse(jsonOf(line));
  if (!parsed.success) return undefined;
  const { at, type, connection, message, code } = parsed.data;
  return recordOf(Date.parse(at), type, connection, message, code);
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function parseText(line: string): LogRecord | undefined {
  const groups = TEXT_LINE.exec(line)?.groups;
  const type = EVENT_TYPES.find((name) => name === groups?.['type']);
  if (!groups || !type) return undefined;
  const { id, name } = groups;
  const connection =
    id !== undefined && name !== undefined
      ? { id: decoded(id), name: name.replaceAll('\\x5d', ']') }
      : undefined;
  return recordOf(
    Date.parse(groups['at'] ?? ''),
    type,
    connection,
    groups['message'] ?? '',
    groups['code'] || undefined,
  );
}

/** Only our own lines are sure to be well encoded; a file may have been edited. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function recordOf(
  at: number,
  type: EventType,
  connection: LogRecord['connection'],
  message: string,
  code: string | undefined,
): LogRecord | undefined {
  if (Number.isNaN(at)) return undefined;
  return { at, type, connection, message, ...(code !== undefined && { code }) };
}
