import { z } from 'zod';
import { AUTHENTICATIONS, ENCRYPTIONS } from './connection-choices.ts';
import { EVENT_TYPES } from './events.ts';
import { isFolderName, toFolderName } from './folder-name.ts';
import { wholeNumber } from './whole-number.ts';

/** The port of POP3 (RFC 1939 §3), and of POP3 in TLS (RFC 8314 §3.3). */
export function defaultPort(encryption: (typeof ENCRYPTIONS)[number]): number {
  return encryption === 'tls' ? 995 : 110;
}

/** Control characters would end the command they are sent in. */
// oxlint-disable-next-line no-control-regex -- control characters are what is refused
const CONTROLS = /[\u0000-\u001f\u007f]/;

const oneLine = (what: string, most: number): z.ZodString =>
  z
    .string(`${what} is text.`)
    .min(1, `${what} is missing.`)
    .max(most, `${what} is too long: at most ${most} characters.`)
    .refine((text) => !CONTROLS.test(text), `${what} holds a control character.`)
    .refine((text) => text.trim() === text, `${what} begins or ends with a space.`);

const oneOf = <const T extends readonly string[]>(what: string, values: T) =>
  z.enum(values, `${what} is one of ${values.join(', ')}.`);

/** What happens on the server after a message is safely here. */
export const afterTransferSchema = z.discriminatedUnion(
  'policy',
  [
    z.strictObject({ policy: z.literal('keep') }),
    z.strictObject({ policy: z.literal('delete') }),
    z.strictObject({ policy: z.literal('delete-after'), days: wholeNumber('The number of days', 1, 3_650) }),
  ],
  'What happens after the transfer is keep, delete or delete-after with a number of days.',
);

/** What the user sets for one mailbox. Each field says what it means: docs/connections.md is checked against it. */
const fields = {
  name: oneLine('The name', 100).describe('What the connection is called; no two have the same name.'),
  enabled: z.boolean('It is on or off.').default(true).describe('Whether it is polled at its interval.'),
  host: oneLine('The host', 253)
    .regex(/^[^\s/@?#\\]+$/, 'This is not the name of a host: write it like pop.example.org.')
    .describe("The server's name or address."),
  port: wholeNumber('The port', 1, 65_535)
    .optional()
    .describe('The TCP port; 995 for `tls` and 110 otherwise when it is left out.'),
  encryption: oneOf('The encryption', ENCRYPTIONS)
    .default('tls')
    .describe(
      '`tls` from the first octet, `starttls` on the plain port, or `none`: everybody on the way can read along.',
    ),
  username: oneLine('The user name', 255).describe('As the provider gives it, often the whole address.'),
  authentication: oneOf('The authentication', AUTHENTICATIONS)
    .default('auto')
    .describe('How to log in; `auto` takes the strongest method that both sides know.'),
  folder: z
    .string('The folder is text.')
    .refine(
      isFolderName,
      'This cannot be the name of a folder: use names without .., \\ and :, with / between levels.',
    )
    .optional()
    .describe(
      'Where the mail goes, below the mail root, with `/` between levels; named after the connection when it is left out.',
    ),
  intervalMinutes: wholeNumber('The interval', 1, 40_320)
    .optional()
    .describe("Minutes from one retrieval to the next; the service's default interval when it is left out."),
  afterTransfer: afterTransferSchema
    .default({ policy: 'keep' })
    .describe(
      '`keep` mail on the server, `delete` it at once, or `delete-after` so many days since it was retrieved.',
    ),
  largestMessageOctets: wholeNumber('The largest message', 0, Number.MAX_SAFE_INTEGER)
    .default(0)
    .describe('Larger messages are not fetched whole; 0 for no limit.'),
  largerMessages: oneOf('What is done with larger messages', ['skip', 'header'])
    .default('skip')
    .describe(
      'What is done with larger messages: `skip` them, or fetch the `header` only, and the rest on demand.',
    ),
  messagesPerSession: wholeNumber('The number of messages', 0, 1_000_000)
    .default(0)
    .describe('At most so many messages in one session, the others in the next; 0 for no limit.'),
  order: oneOf('The order', ['oldest', 'newest']).default('oldest').describe('Which messages come first.'),
  timeoutSeconds: wholeNumber('The timeout', 1, 3_600)
    .default(60)
    .describe('How many seconds the server may be silent.'),
  caFile: oneLine('The CA file', 4_096)
    .optional()
    .describe("A PEM file of certificates to trust instead of the system's authorities."),
  fingerprint: z
    .string('The fingerprint is text.')
    .transform((text) => text.replaceAll(':', '').toLowerCase())
    .pipe(z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 fingerprint has 64 hexadecimal digits.'))
    .optional()
    .describe('The SHA-256 fingerprint of the one certificate to accept, whoever signed it.'),
  notifications: z
    .boolean('Notifications are on or off.')
    .default(true)
    .describe('Whether the desktop announces new mail of this connection.'),
  eventTypes: z
    .array(oneOf('An event type', EVENT_TYPES))
    .optional()
    .describe("The types of events to log for this connection; the service's when it is left out."),
} as const;

/** What a user gives for a new connection: only name, host and user name have no default. */
export const connectionDraftSchema = z.strictObject(fields);
export type ConnectionDraft = z.input<typeof connectionDraftSchema>;

/** A connection as it is kept: every field there, with its identity. */
export const connectionSchema = z.strictObject({
  ...fields,
  id: z.uuid().describe('Never changes; the password is kept under it.'),
  mailbox: z
    .string()
    .min(1)
    .describe(
      'Names the maildrop in the ledger, whatever the connection is called and wherever its mail goes.',
    ),
  port: fields.port.unwrap().describe(fields.port.description ?? ''),
  folder: fields.folder.unwrap(),
  intervalMinutes: fields.intervalMinutes.unwrap(),
});
export type Connection = z.output<typeof connectionSchema>;

/** The fields a user can change, in the order in which forms and tables show them. */
export const CONNECTION_FIELDS = Object.keys(fields) as readonly (keyof typeof fields)[]; // the keys of a literal

/** The folder that a connection's mail goes to when the user names none. */
export function defaultFolder(name: string): string {
  return toFolderName(name);
}
