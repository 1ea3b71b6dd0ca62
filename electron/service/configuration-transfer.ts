import { z } from 'zod';
import {
  type ConfigurationDocument,
  configurationDocumentSchema,
  type ConfigurationImport,
} from '../../shared/configuration-document.ts';
import { type Connection, CONNECTION_FIELDS } from '../../shared/connection.ts';
import { fieldProblems } from '../../shared/field-problem.ts';
import { InvalidInputError } from '../../shared/invalid-input.ts';
import { type Settings, settingsSchema } from '../../shared/settings.ts';
import type { Configuration } from './configuration.ts';

/** What belongs to one computer. */
const LOCAL_SETTINGS = ['mailRoot', 'credentialStore'] as const;

const objectSchema = z.record(z.string(), z.unknown());
type Fields = z.output<typeof objectSchema>;

/** Connections and settings to keep or to carry elsewhere. In logging rules connections are called by their names. */
export function exportConfiguration(
  { connections, settings }: Configuration,
  now: number,
): ConfigurationDocument {
  const { mailRoot: _root, credentialStore: _store, logging, ...rest } = settings.current;
  const nameOf = (id: string): string | undefined => connections.get(id)?.name;
  return {
    format: 'rpop-configuration',
    version: 1,
    exportedAt: new Date(now).toISOString(),
    connections: connections.all.map(fieldsOf),
    settings: { ...rest, logging: { ...logging, rules: translated(logging.rules, nameOf) } },
  };
}

/** What an import would change; both parts are valid as a whole. */
export interface PlannedImport {
  readonly import: ConfigurationImport;
  readonly drafts: readonly unknown[];
  /** To be given to the settings after the connections are there, for logging rules name them. */
  readonly settingsFor: (idOf: (name: string) => string | undefined) => Fields;
}

/** Checks a document as a whole against what is here. Throws InvalidInputError; nothing is changed. */
export function planImport(configuration: Configuration, document: unknown): PlannedImport {
  const parsed = configurationDocumentSchema.safeParse(document);
  if (!parsed.success) throw new InvalidInputError(fieldProblems(parsed.error), 'invalid-configuration');
  const { connections } = configuration;
  // As it was written: what the document leaves out stays as it is here.
  const given = withoutLocal(objectSchema.parse(objectSchema.parse(document)['settings']));
  const before = configuration.settings.current;
  const after = settingsSchema.safeParse(merged(before, given));
  if (!after.success) throw new InvalidInputError(fieldProblems(after.error), 'invalid-configuration');
  const isHere = (name: string): boolean => connections.named(name) !== undefined;
  const fresh = parsed.data.connections.filter(({ name }) => !isHere(name));
  connections.checkAll(fresh, after.data);
  const settingsFor: PlannedImport['settingsFor'] = (idOf) => {
    if (!('logging' in given)) return given;
    const rules = translated(after.data.logging.rules, idOf);
    return { ...given, logging: { ...objectSchema.parse(given['logging']), rules } };
  };
  const idNow = (name: string): string | undefined => connections.named(name)?.id ?? (name || undefined);
  const wanted = settingsSchema.parse(merged(before, settingsFor(idNow)));
  return {
    import: {
      added: fresh.map(({ name }) => name),
      kept: parsed.data.connections.map(({ name }) => name).filter(isHere),
      settings: differences(before, wanted),
    },
    drafts: fresh,
    settingsFor,
  };
}

/** A connection as its user gave it: without its identity. */
function fieldsOf(connection: Connection): ConfigurationDocument['connections'][number] {
  const entries = CONNECTION_FIELDS.flatMap((field) =>
    connection[field] === undefined ? [] : [[field, connection[field]]],
  );
  // The fields of a connection that is kept are those of a draft.
  return Object.fromEntries(entries) as ConfigurationDocument['connections'][number];
}

type Rules = Settings['logging']['rules'];

/** A rule whose connection is not here is left out: without a connection it would be for all. */
function translated(rules: Rules, translate: (connection: string) => string | undefined): Rules {
  return rules.flatMap((rule) => {
    if (rule.connection === undefined) return [rule];
    const connection = translate(rule.connection);
    return connection === undefined ? [] : [{ ...rule, connection }];
  });
}

function withoutLocal(settings: Fields): Fields {
  const result = { ...settings };
  for (const name of LOCAL_SETTINGS) delete result[name];
  return result;
}

/** Objects are merged key by key; lists and values replace what was there. */
function merged(before: unknown, changes: unknown): unknown {
  const [old, given] = [objectSchema.safeParse(before), objectSchema.safeParse(changes)];
  if (!old.success || !given.success) return changes;
  const result = { ...old.data };
  for (const [key, value] of Object.entries(given.data)) result[key] = merged(result[key], value);
  return result;
}

/** The names of the settings that differ, as `threads.maximum`. */
function differences(before: unknown, after: unknown, path = ''): string[] {
  const [old, given] = [objectSchema.safeParse(before), objectSchema.safeParse(after)];
  if (!old.success || !given.success) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
  }
  const keys = new Set([...Object.keys(old.data), ...Object.keys(given.data)]);
  return [...keys].flatMap((key) =>
    differences(old.data[key], given.data[key], path === '' ? key : `${path}.${key}`),
  );
}
