import { type Connection, connectionDraftSchema, defaultPort } from '../../../shared/connection.ts';
import type { EventType } from '../../../shared/events.ts';
import { fieldProblems, type FieldProblem } from '../../../shared/field-problem.ts';
import type { ProviderSettings } from '../../../shared/provider-settings.ts';

const MEGABYTE = 1_000_000;

/** A number field while one types: empty means the default. */
type NumberField = number | '';

/** What is in the form. Nothing of it is a connection yet. */
export interface FormValues {
  /** Only to find the provider by; it is not kept. */
  readonly address: string;
  /** Goes to main with the form and is never read back. */
  readonly password: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly host: string;
  readonly port: NumberField;
  readonly encryption: Connection['encryption'];
  readonly username: string;
  readonly authentication: Connection['authentication'];
  readonly folder: string;
  readonly intervalMinutes: NumberField;
  readonly policy: Connection['afterTransfer']['policy'];
  readonly days: NumberField;
  /** In megabytes (10⁶ octets); empty for no limit. */
  readonly largestMessage: NumberField;
  readonly largerMessages: Connection['largerMessages'];
  readonly messagesPerSession: NumberField;
  readonly order: Connection['order'];
  readonly timeoutSeconds: NumberField;
  readonly caFile: string;
  readonly fingerprint: string;
  readonly notifications: boolean;
  /** Undefined: those of the service. */
  readonly eventTypes: readonly EventType[] | undefined;
}

export const EMPTY_FORM: FormValues = {
  address: '',
  password: '',
  name: '',
  enabled: true,
  host: '',
  port: '',
  encryption: 'tls',
  username: '',
  authentication: 'auto',
  folder: '',
  intervalMinutes: '',
  policy: 'keep',
  days: 30,
  largestMessage: '',
  largerMessages: 'skip',
  messagesPerSession: '',
  order: 'oldest',
  timeoutSeconds: '',
  caFile: '',
  fingerprint: '',
  notifications: true,
  eventTypes: undefined,
};

/** The form of a connection that is kept. */
export function formOf(connection: Connection): FormValues {
  const { afterTransfer, largestMessageOctets, messagesPerSession, timeoutSeconds, port, encryption } =
    connection;
  return {
    ...EMPTY_FORM,
    name: connection.name,
    enabled: connection.enabled,
    host: connection.host,
    port: port === defaultPort(encryption) ? '' : port,
    encryption,
    username: connection.username,
    authentication: connection.authentication,
    folder: connection.folder,
    intervalMinutes: connection.intervalMinutes,
    policy: afterTransfer.policy,
    days: afterTransfer.policy === 'delete-after' ? afterTransfer.days : EMPTY_FORM.days,
    largestMessage: largestMessageOctets === 0 ? '' : largestMessageOctets / MEGABYTE,
    largerMessages: connection.largerMessages,
    messagesPerSession: messagesPerSession === 0 ? '' : messagesPerSession,
    order: connection.order,
    timeoutSeconds: timeoutSeconds === 60 ? '' : timeoutSeconds,
    caFile: connection.caFile ?? '',
    fingerprint: connection.fingerprint ?? '',
    notifications: connection.notifications,
    eventTypes: connection.eventTypes,
  };
}

/** The form of a new connection like this one: another name, and a folder of its own. */
export function duplicateOf(connection: Connection, taken: readonly string[]): FormValues {
  const names = new Set(taken.map((name) => name.toLowerCase()));
  let name = `${connection.name} copy`;
  for (let copy = 2; names.has(name.toLowerCase()); copy += 1) name = `${connection.name} copy ${copy}`;
  return { ...formOf(connection), name, folder: '' };
}

/** What the form says, as the service takes it. What is empty is left out, and so gets its default. */
export function draftOf(form: FormValues): Record<string, unknown> {
  const { address: _address, password: _password, policy, days, largestMessage, eventTypes, ...rest } = form;
  const given = Object.fromEntries(
    Object.entries(rest).filter(([field, value]) => value !== '' || REQUIRED.has(field)),
  );
  return {
    ...given,
    afterTransfer: policy === 'delete-after' ? { policy, days: days === '' ? Number.NaN : days } : { policy },
    ...(largestMessage !== '' && { largestMessageOctets: Math.round(largestMessage * MEGABYTE) }),
    ...(eventTypes !== undefined && { eventTypes: [...eventTypes] }),
  };
}

const REQUIRED = new Set(['name', 'host', 'username']);

/** What changed from one form to another, as `connections.edit` takes it; null for what got its default back. */
export function changesOf(before: FormValues, after: FormValues): Record<string, unknown> {
  const old = draftOf(before);
  const fresh = draftOf(after);
  const changes: Record<string, unknown> = {};
  for (const field of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
    if (JSON.stringify(old[field]) !== JSON.stringify(fresh[field])) changes[field] = fresh[field] ?? null;
  }
  return changes;
}

/** A change of the connection, as a remedy has it, in the form. */
export function withChanges(form: FormValues, changes: Readonly<Record<string, unknown>>): FormValues {
  const parsed = connectionDraftSchema.partial().safeParse(changes);
  if (!parsed.success) return form;
  const { afterTransfer, largestMessageOctets, port, ...same } = parsed.data;
  // Only what was changed: parsing filled in the defaults of everything else.
  const given = Object.fromEntries(Object.entries(same).filter(([field]) => field in changes));
  const encryption =
    parsed.data.encryption !== undefined && 'encryption' in changes
      ? parsed.data.encryption
      : form.encryption;
  const changed: FormValues = { ...form, ...given, encryption };
  if ('largestMessageOctets' in changes && largestMessageOctets !== undefined) {
    return { ...changed, largestMessage: largestMessageOctets / MEGABYTE };
  }
  if ('afterTransfer' in changes && afterTransfer !== undefined)
    return { ...changed, policy: afterTransfer.policy };
  if (port !== undefined) return { ...changed, port: port === defaultPort(encryption) ? '' : port };
  // A port that followed from the encryption follows it again.
  return form.port === defaultPort(form.encryption) ? { ...changed, port: '' } : changed;
}

/** The form with what is known of the address, where the user has not written something else. */
export function withProvider(
  form: FormValues,
  last: ProviderSettings | undefined,
  next: ProviderSettings,
): FormValues {
  const filled = <T>(current: T, before: T | undefined, empty: T, value: T): T =>
    current === empty || current === before ? value : current;
  const standard = next.port === defaultPort(next.encryption);
  return {
    ...form,
    name: filled(form.name, last?.name, '', next.name),
    host: filled(form.host, last?.host, '', next.host),
    username: filled(form.username, last?.username, '', next.username),
    encryption: next.encryption,
    port: standard ? '' : next.port,
    intervalMinutes: filled(
      form.intervalMinutes,
      last?.provider?.intervalMinutes,
      '',
      next.provider?.intervalMinutes ?? '',
    ),
  };
}

/** Names of the draft's fields whose control in the form is called otherwise. */
const CONTROLS: Readonly<Record<string, keyof FormValues>> = {
  'afterTransfer.days': 'days',
  afterTransfer: 'policy',
  largestMessageOctets: 'largestMessage',
};

export function controlOf(field: string): string {
  return CONTROLS[field] ?? field.split('.')[0] ?? field;
}

export interface FormLimits {
  readonly minimumIntervalMinutes: number;
  /** A new connection needs its password; one that is kept has it. */
  readonly needsPassword: boolean;
}

/** What is not right in the form, by the control it is shown at. The schema's own words. */
export function formErrors(
  form: FormValues,
  { minimumIntervalMinutes, needsPassword }: FormLimits,
): Record<string, string> {
  const parsed = connectionDraftSchema.safeParse(draftOf(form));
  const errors = errorsOf(parsed.success ? [] : fieldProblems(parsed.error));
  if (needsPassword && form.password === '') errors['password'] = 'The password is missing.';
  if (form.intervalMinutes !== '' && form.intervalMinutes < minimumIntervalMinutes) {
    errors['intervalMinutes'] ??= `The interval is at least ${minimumIntervalMinutes} minutes here.`;
  }
  return errors;
}

/** Problems that the service found, by the control they are shown at. */
export function errorsOf(problems: readonly FieldProblem[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, message } of problems) errors[controlOf(field)] ??= message;
  return errors;
}
