/** What is logged and where it goes: the settings, and the one decision that is taken from them. */
import { z } from 'zod';
import { EVENT_TYPES, type EventType } from './events.ts';
import { wholeNumber } from './whole-number.ts';

/** Where events can go, in the order in which settings and status list them. */
export const LOG_DESTINATIONS = ['internal', 'system', 'remote'] as const;
export type LogDestination = (typeof LOG_DESTINATIONS)[number];

/** The facilities of RFC 5424 §6.2.1 table 1 by their usual names; the index is the facility's number. */
export const SYSLOG_FACILITIES = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'uucp',
  'cron',
  'authpriv',
  'ftp',
  'ntp',
  'audit',
  'alert',
  'clock',
  'local0',
  'local1',
  'local2',
  'local3',
  'local4',
  'local5',
  'local6',
  'local7',
] as const;
export type SyslogFacility = (typeof SYSLOG_FACILITIES)[number];

const eventType = z.enum(EVENT_TYPES);
const facility = z.enum(SYSLOG_FACILITIES);

const internalSchema = z.object({
  enabled: z.boolean().default(true).describe('Whether events are written to files in the logs folder'),
  maximumOctets: wholeNumber('The size', 10_000, 1_000_000_000)
    .default(10_000_000)
    .describe('Size in octets at which a log file is closed and a new one begun'),
  rotateEvery: z
    .enum(['never', 'hour', 'day', 'week'])
    .default('never')
    .describe('Period after which a log file is closed and a new one begun, whatever its size'),
  filesKept: wholeNumber('The number of files', 1, 100)
    .default(5)
    .describe('How many closed log files are kept'),
  maximumAgeDays: wholeNumber('The age', 0, 3_650)
    .default(30)
    .describe('Days after which a closed log file is deleted; 0 means never'),
});

const systemSchema = z.object({
  enabled: z.boolean().default(false).describe("Whether events are sent to this computer's syslog"),
  facility: facility.default('mail').describe('Syslog facility under which events are sent'),
});

const remoteSchema = z
  .object({
    enabled: z.boolean().default(false).describe("Whether events are sent to another host's syslog"),
    host: z
      .string('The host is text.')
      .trim()
      .max(255, 'The host is too long: at most 255 characters.')
      .default('')
      .describe('Name or address of the host that receives events'),
    port: wholeNumber('The port', 1, 65_535).default(514).describe('Port on which the host receives events'),
    transport: z
      .enum(['udp', 'tcp'])
      .default('udp')
      .describe('Whether events are sent as datagrams (RFC 5426) or over a connection (RFC 6587)'),
    facility: facility.default('mail').describe('Syslog facility under which events are sent'),
  })
  .refine((remote) => !remote.enabled || remote.host !== '', {
    path: ['host'],
    message: 'Enter the host that receives the events.',
  });

const ruleSchema = z.object({
  connection: z.string().optional().describe('Id of the connection the rule is for; absent means any'),
  eventTypes: z.array(eventType).optional().describe('Event types the rule is for; absent means any'),
  destinations: z
    .array(z.enum(LOG_DESTINATIONS))
    .describe('Destinations that get the matching events; an empty list means none'),
});

export const loggingSchema = z.object({
  eventTypes: z
    .array(eventType)
    .default(['critical', 'error', 'warning', 'information'])
    .describe('Event types that are logged'),
  format: z.enum(['text', 'json']).default('text').describe('Form of the lines in the log files'),
  internal: internalSchema
    .prefault({})
    .describe("RPOP's own log files, rotated by size and period, of which some are kept"),
  system: systemSchema.prefault({}).describe("This computer's syslog"),
  remote: remoteSchema.prefault({}).describe("Another host's syslog"),
  rules: z
    .array(ruleSchema)
    .default([])
    .describe('Which events go where: the first rule that matches an event decides; without one, everywhere'),
});

export type LoggingSettings = z.infer<typeof loggingSchema>;

interface Routed {
  readonly eventType: EventType;
  readonly connection: string | undefined;
}

/** Whether an event is of a type that is logged at all. The connection's own types, where given, replace the settings'. */
export function isLogged(
  settings: LoggingSettings,
  event: Routed,
  connectionEventTypes?: readonly EventType[],
): boolean {
  return (connectionEventTypes ?? settings.eventTypes).includes(event.eventType);
}

/**
 * Where one event goes. `connectionEventTypes`, where given, replaces the settings' own event types for the event's
 * connection. A rule only restricts: a destination that is not enabled gets nothing, whatever a rule says.
 */
export function destinationsFor(
  settings: LoggingSettings,
  event: Routed,
  connectionEventTypes?: readonly EventType[],
): LogDestination[] {
  if (!isLogged(settings, event, connectionEventTypes)) return [];
  const rule = settings.rules.find(
    ({ connection, eventTypes }) =>
      (connection === undefined || connection === event.connection) &&
      (eventTypes === undefined || eventTypes.includes(event.eventType)),
  );
  return LOG_DESTINATIONS.filter(
    (name) => settings[name].enabled && (rule === undefined || rule.destinations.includes(name)),
  );
}
