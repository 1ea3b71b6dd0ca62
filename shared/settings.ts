import { z } from 'zod';
import { loggingSchema } from './logging.ts';
import { wholeNumber } from './whole-number.ts';

const threadsSchema = z
  .strictObject({
    minimum: wholeNumber('The minimum of threads', 0, 64)
      .default(1)
      .describe('Threads that start with the service and stay.'),
    maximum: wholeNumber('The maximum of threads', 1, 64)
      .default(4)
      .describe('Threads that there may be when much is to do.'),
    sessionsPerThread: wholeNumber('The number of sessions per thread', 1, 64)
      .default(8)
      .describe('Sessions that one thread runs at once.'),
    sessionsPerHost: wholeNumber('The number of sessions per host', 1, 64)
      .default(2)
      .describe('Sessions that go to one server at once.'),
  })
  .refine(({ minimum, maximum }) => minimum <= maximum, {
    path: ['minimum'],
    message: 'The minimum of threads is more than the maximum.',
  });

export type ThreadSettings = z.output<typeof threadsSchema>;

/** What is set for the window and the tray. */
const desktopSchema = z.strictObject({
  appearance: z
    .enum(['system', 'light', 'dark'], 'The appearance is one of system, light, dark.')
    .default('system')
    .describe("Colours of the window; `system` follows the computer's."),
  startAtLogin: z.boolean().default(false).describe('Whether RPOP starts when the user logs in.'),
  startHidden: z
    .boolean()
    .default(true)
    .describe('Whether RPOP that was started at login stays in the tray until it is asked for.'),
  closeToTray: z
    .boolean()
    .default(true)
    .describe('Whether closing the window leaves RPOP fetching in the tray; else it quits.'),
  notifyNewMail: z.boolean().default(true).describe('Whether new mail is announced.'),
  notifyAttention: z
    .boolean()
    .default(true)
    .describe('Whether a connection that needs the user is announced.'),
});

export type DesktopSettings = z.output<typeof desktopSchema>;

/** What is set for the service as a whole: `settings.json`. Checked against docs/settings.md. */
export const settingsSchema = z.strictObject({
  threads: threadsSchema.prefault({}),
  minimumIntervalMinutes: wholeNumber('The minimum interval', 1, 1_440)
    .default(1)
    .describe('No connection is polled more often than every so many minutes.'),
  defaultIntervalMinutes: wholeNumber('The default interval', 1, 40_320)
    .default(10)
    .describe('The interval of a new connection that names none, in minutes.'),
  maximumConnections: wholeNumber('The maximum of connections', 1, 100_000)
    .default(1_000)
    .describe('How many connections there may be.'),
  mailRoot: z
    .string('The mail root is text.')
    .max(4_096, 'The path is too long.')
    .default('')
    .describe('The folder that all target folders are in; `mail` in the data folder when it is empty.'),
  credentialStore: z
    .enum(['auto', 'keychain', 'vault'], 'The credential store is one of auto, keychain, vault.')
    .default('auto')
    .describe("Where passwords are: the system's `keychain`, the encrypted `vault`, or whichever there is."),
  batteryFactor: z
    .number('The factor is a number.')
    .min(1, 'The factor is at least 1.')
    .max(24, 'The factor is at most 24.')
    .default(1)
    .describe('Intervals are so many times as long while the computer runs on battery.'),
  logging: loggingSchema.prefault({}),
  desktop: desktopSchema.prefault({}),
});

export type Settings = z.output<typeof settingsSchema>;
