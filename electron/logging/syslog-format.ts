import type { EventType } from '../../shared/events.ts';
import { SYSLOG_FACILITIES, type SyslogFacility } from '../../shared/logging.ts';
import { textOf, type LogRecord } from './log-line.ts';

/** RFC 5424 §6.2.1 table 2. Protocol communication is what syslog calls debug. */
const SEVERITIES: Record<EventType, number> = {
  critical: 2,
  error: 3,
  warning: 4,
  information: 6,
  protocol: 7,
};

/** How a record becomes a syslog message, and by whom. */
export interface SyslogOrigin {
  readonly facility: SyslogFacility;
  readonly hostname: string;
  readonly processId: number;
}

/** RFC 5424 §6.2.1: eight times the facility, plus the severity. */
export function priorityOf(facility: SyslogFacility, type: EventType): number {
  return SYSLOG_FACILITIES.indexOf(facility) * 8 + SEVERITIES[type];
}

/** RFC 5424 §6: names are printable US-ASCII without spaces, `-` where there is none. */
const headerField = (text: string, longest: number): string =>
  text.replaceAll(/[^\x21-\x7e]/g, '').slice(0, longest) || '-';

/**
 * The message for another host (RFC 5424 §6). The event type is its MSGID. Without structured data: an SD-ID of our
 * own would need a registered enterprise number (§7.2.2).
 */
export function rfc5424Message(record: LogRecord, origin: SyslogOrigin): string {
  const text = textOf(record);
  // RFC 5424 §6.4: UTF-8 is announced by a BOM. Plain US-ASCII is left without, for receivers that would show it.
  const announced = /^[\x20-\x7e]*$/.test(text) ? text : `\uFEFF${text}`;
  const priority = priorityOf(origin.facility, record.type);
  const at = new Date(record.at).toISOString();
  const hostname = headerField(origin.hostname, 255);
  return `<${priority}>1 ${at} ${hostname} rpop ${origin.processId} ${record.type} - ${announced}`;
}

/**
 * The line for `logger --prio-prefix`, which makes the local message (RFC 3164) of it: the time, the tag and the
 * framing are logger's.
 */
export function prefixedLine(record: LogRecord, facility: SyslogFacility): string {
  return `<${priorityOf(facility, record.type)}>${textOf(record)}`;
}

/** The longest part of `message` that fits into `octets` and ends with a whole character. */
export function truncated(message: Buffer, octets: number): Buffer {
  if (message.length <= octets) return message;
  let end = octets;
  // UTF-8 continuation octets are 10xxxxxx: a cut before one would split a character.
  while (end > 0 && ((message[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return message.subarray(0, end);
}
