import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { AUTHENTICATIONS, ENCRYPTIONS } from '../../shared/connection-choices.ts';
import { EVENT_TYPES } from '../../shared/events.ts';

/** A connection's fields as options of the command line. */
export interface ConnectionOptions {
  readonly name?: string;
  readonly host?: string;
  readonly port?: number;
  readonly encryption?: string;
  readonly username?: string;
  readonly auth?: string;
  readonly folder?: string;
  readonly interval?: number;
  readonly keep?: true;
  readonly delete?: true;
  readonly deleteAfter?: number;
  readonly largest?: number;
  readonly larger?: string;
  readonly messages?: number;
  readonly order?: string;
  readonly timeout?: number;
  readonly ca?: string;
  readonly fingerprint?: string;
  readonly log?: string[];
  readonly notify?: boolean;
  readonly enable?: true;
  readonly disable?: true;
}

export function addConnectionOptions(command: Command): Command {
  return command
    .option('--folder <name>', 'the folder the mail goes to, below the mail root; / between levels')
    .option('--interval <minutes>', 'minutes between two retrievals', number)
    .addOption(new Option('--encryption <how>', 'tls, starttls or none').choices(ENCRYPTIONS))
    .addOption(new Option('--auth <method>', 'how to log in').choices(AUTHENTICATIONS))
    .option('--keep', 'leave fetched mail on the server')
    .addOption(new Option('--delete', 'delete mail from the server once it is here').conflicts('keep'))
    .addOption(
      new Option('--delete-after <days>', 'delete it so many days after it was retrieved')
        .argParser(number)
        .conflicts(['keep', 'delete']),
    )
    .option('--largest <octets>', 'do not fetch larger messages whole; 0 for no limit', number)
    .addOption(new Option('--larger <what>', 'what to do with larger messages').choices(['skip', 'header']))
    .option('--messages <number>', 'at most so many messages in one session; 0 for no limit', number)
    .addOption(new Option('--order <which>', 'which messages first').choices(['oldest', 'newest']))
    .option('--timeout <seconds>', 'how long the server may be silent', number)
    .option('--ca <file>', 'trust the certificates in this PEM file instead of the system authorities')
    .option('--fingerprint <sha256>', 'accept exactly the certificate with this fingerprint')
    .option('--log <types>', `event types to log: ${EVENT_TYPES.join(',')}`, (text) => text.split(','))
    .option('--notify', 'let the desktop announce its new mail')
    .option('--no-notify', 'do not let the desktop announce its new mail')
    .option('--disable', 'do not poll it')
    .addOption(new Option('--enable', 'poll it at its interval').conflicts('disable'));
}

/** The fields that the options set, as the connection's schema names them; absent ones are left out. */
export function fieldsOf(options: ConnectionOptions): Record<string, unknown> {
  const { name, host, port, encryption, username, auth, folder, interval, largest, larger } = options;
  const { messages, order, timeout, ca, fingerprint, log } = options;
  const fields = {
    name,
    host,
    port,
    encryption,
    username,
    authentication: auth,
    folder,
    intervalMinutes: interval,
    afterTransfer: afterTransfer(options),
    largestMessageOctets: largest,
    largerMessages: larger,
    messagesPerSession: messages,
    order,
    timeoutSeconds: timeout,
    caFile: ca === undefined ? undefined : readable(resolve(ca)),
    fingerprint,
    notifications: options.notify,
    eventTypes: log,
    enabled: options.disable ? false : options.enable,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function afterTransfer({ keep, delete: now, deleteAfter }: ConnectionOptions): object | undefined {
  if (keep) return { policy: 'keep' };
  if (now) return { policy: 'delete' };
  return deleteAfter === undefined ? undefined : { policy: 'delete-after', days: deleteAfter };
}

function readable(path: string): string {
  try {
    readFileSync(path);
    return path;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InvalidArgumentError(`The CA file cannot be read: ${why}`);
  }
}

export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('This is not a number.');
  return value;
}
