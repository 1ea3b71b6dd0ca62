import { randomUUID } from 'node:crypto';
import { Low } from 'lowdb';
import { z } from 'zod';
import {
  type Connection,
  connectionDraftSchema,
  connectionSchema,
  defaultFolder,
  defaultPort,
} from '../../shared/connection.ts';
import { fieldProblems } from '../../shared/field-problem.ts';
import { InvalidInputError } from '../../shared/invalid-input.ts';
import type { Settings } from '../../shared/settings.ts';
import { DocumentFile } from './document-file.ts';
import { DocumentError, jsonDocument } from './json-document.ts';
import { StoreError } from './store-error.ts';

const VERSION = 1;
const documentSchema = z.object({
  version: z.literal(VERSION),
  connections: z.array(connectionSchema),
});
type ConnectionsDocument = z.output<typeof documentSchema>;
const NO_CONNECTIONS: ConnectionsDocument = { version: VERSION, connections: [] };

/** What the service as a whole demands of every connection. */
export type ConnectionLimits = Pick<
  Settings,
  'minimumIntervalMinutes' | 'defaultIntervalMinutes' | 'maximumConnections'
>;

export interface ConnectionStoreOptions {
  readonly path: string;
  readonly limits: () => ConnectionLimits;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told when the document could not be understood and was set aside, and where it is now. */
  readonly onSetAside: (aside: string, why: string) => void;
}

/**
 * The connections (`connections.json`, lowdb). Every change is validated, and durable when its promise resolves;
 * changes follow one another. Throws InvalidInputError and StoreError.
 */
export class ConnectionStore {
  readonly #low: Low<ConnectionsDocument>;
  readonly #options: ConnectionStoreOptions;
  #changing: Promise<unknown> = Promise.resolve();

  private constructor(low: Low<ConnectionsDocument>, options: ConnectionStoreOptions) {
    this.#low = low;
    this.#options = options;
  }

  /** Reads the document. One that cannot be understood is set aside, never overwritten. */
  static async open(options: ConnectionStoreOptions): Promise<ConnectionStore> {
    const file = new DocumentFile(options.path);
    const low = new Low(
      jsonDocument(file, (json) => parseDocument(json, options.path)),
      NO_CONNECTIONS,
    );
    try {
      await low.read();
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      options.onSetAside(file.setAside(options.now()), error.message);
    }
    return new ConnectionStore(low, options);
  }

  /** In the order in which they were added. */
  get all(): readonly Connection[] {
    return this.#low.data.connections;
  }

  get(id: string): Connection | undefined {
    return this.all.find((connection) => connection.id === id);
  }

  /** By its name, in either case, or by its id. */
  find(nameOrId: string): Connection | undefined {
    return this.get(nameOrId) ?? this.named(nameOrId);
  }

  /** By its name, in either case. */
  named(wanted: string): Connection | undefined {
    return this.all.find(({ name }) => sameName(name, wanted));
  }

  async add(draft: unknown): Promise<Connection> {
    const [connection] = await this.addAll([draft]);
    if (connection === undefined) throw new Error('One draft makes one connection.');
    return connection;
  }

  /** Adds all of them or none. */
  addAll(drafts: readonly unknown[]): Promise<readonly Connection[]> {
    return this.#change(async () => {
      const added = this.checkAll(drafts, this.#options.limits());
      await this.#save([...this.all, ...added]);
      return added;
    });
  }

  /** What would be added, within other limits than those that are set now. Throws InvalidInputError. */
  checkAll(drafts: readonly unknown[], limits: ConnectionLimits): readonly Connection[] {
    const { maximumConnections } = limits;
    if (this.all.length + drafts.length > maximumConnections) {
      const message = `No more than ${maximumConnections} connections are allowed.`;
      throw new InvalidInputError([{ field: '', message }], 'too-many-connections');
    }
    const added: Connection[] = [];
    for (const draft of drafts) {
      const connection = this.completed(draft, added, limits);
      this.#check(connection, added, limits);
      added.push(connection);
    }
    return added;
  }

  /**
   * Changes some fields; null sets an optional one back to its default. A new host or user name may mean the same maildrop at a new address or another one:
   * `sameMailbox` says which, and without it such a change is refused with `same-mailbox`.
   */
  edit(id: string, changes: unknown, sameMailbox?: boolean): Promise<Connection> {
    return this.#change(async () => {
      const before = this.get(id);
      if (before === undefined) throw noSuchConnection(id);
      const after = this.#changed(before, changes, sameMailbox);
      this.#check(after);
      await this.#save(this.all.map((connection) => (connection.id === id ? after : connection)));
      return after;
    });
  }

  remove(id: string): Promise<Connection> {
    return this.#change(async () => {
      const connection = this.get(id);
      if (connection === undefined) throw noSuchConnection(id);
      await this.#save(this.all.filter((other) => other !== connection));
      return connection;
    });
  }

  /** A draft as it would be kept, with an identity of its own. Nothing is kept. */
  completed(
    draft: unknown,
    others: readonly Connection[] = [],
    { minimumIntervalMinutes, defaultIntervalMinutes } = this.#options.limits(),
  ): Connection {
    const parsed = connectionDraftSchema.safeParse(draft);
    if (!parsed.success) throw new InvalidInputError(fieldProblems(parsed.error), 'invalid-connection');
    const fields = parsed.data;
    const connection = {
      ...fields,
      id: randomUUID(),
      mailbox: '',
      port: fields.port ?? defaultPort(fields.encryption),
      folder: fields.folder ?? defaultFolder(fields.name),
      intervalMinutes: fields.intervalMinutes ?? Math.max(minimumIntervalMinutes, defaultIntervalMinutes),
    };
    connection.mailbox = this.#mailboxOf(connection, others);
    return connection;
  }

  /** A kept connection as it would be after changes; at a new host or user name it is another mailbox. Nothing is kept. */
  changed(id: string, changes: unknown): Connection {
    const before = this.get(id);
    if (before === undefined) throw noSuchConnection(id);
    return this.#changed(before, changes, false);
  }

  #changed(before: Connection, changes: unknown, sameMailbox: boolean | undefined): Connection {
    const { id, mailbox, ...fields } = before;
    const given = z.record(z.string(), z.unknown()).safeParse(changes);
    if (!given.success) throw new InvalidInputError(fieldProblems(given.error), 'invalid-connection');
    const merged: Record<string, unknown> = { ...fields, ...given.data };
    for (const [field, value] of Object.entries(merged)) if (value === null) delete merged[field];
    // A port that only followed from the encryption follows it again.
    if (!('port' in given.data) && before.port === defaultPort(before.encryption)) delete merged['port'];
    const parsed = connectionDraftSchema.safeParse(merged);
    if (!parsed.success) throw new InvalidInputError(fieldProblems(parsed.error), 'invalid-connection');
    const after = {
      ...parsed.data,
      id,
      mailbox,
      port: parsed.data.port ?? defaultPort(parsed.data.encryption),
      folder: parsed.data.folder ?? defaultFolder(parsed.data.name),
      intervalMinutes: parsed.data.intervalMinutes ?? this.#options.limits().defaultIntervalMinutes,
    };
    if (movesMailbox(before, after)) {
      if (sameMailbox === undefined) {
        throw new InvalidInputError(
          [{ field: 'sameMailbox', message: 'Is it the same mailbox at a new address, or another mailbox?' }],
          'same-mailbox',
        );
      }
      if (!sameMailbox) after.mailbox = this.#mailboxOf(after);
    }
    return after;
  }

  #check(
    connection: Connection,
    others: readonly Connection[] = [],
    { minimumIntervalMinutes } = this.#options.limits(),
  ): void {
    const problems = [];
    if (
      [...this.all, ...others].some(({ id, name }) => id !== connection.id && sameName(name, connection.name))
    ) {
      problems.push({ field: 'name', message: `There is a connection named ${connection.name} already.` });
    }
    if (connection.intervalMinutes < minimumIntervalMinutes) {
      const message = `The interval is at least ${minimumIntervalMinutes} minutes here.`;
      problems.push({ field: 'intervalMinutes', message });
    }
    if (connection.fingerprint !== undefined && connection.encryption === 'none') {
      problems.push({ field: 'fingerprint', message: 'Without encryption there is no certificate.' });
    }
    if (problems.length > 0) throw new InvalidInputError(problems, 'invalid-connection');
  }

  /**
   * What the ledger calls the maildrop. It follows from user and host, so that a connection that was removed and is
   * added again knows what it fetched; a second connection to the same maildrop gets a name of its own.
   */
  #mailboxOf({ id: own, username, host, port }: Connection, others: readonly Connection[] = []): string {
    const all = [...this.all, ...others];
    const taken = new Set(all.filter(({ id }) => id !== own).map(({ mailbox }) => mailbox));
    // The two standard ports are one server; any other is another.
    const wanted = `${username}@${host.toLowerCase()}${[110, 995].includes(port) ? '' : `:${port}`}`;
    for (let copy = 1; ; copy += 1) {
      const mailbox = copy === 1 ? wanted : `${wanted} #${copy}`;
      if (!taken.has(mailbox)) return mailbox;
    }
  }

  async #save(connections: Connection[]): Promise<void> {
    const before = this.#low.data;
    this.#low.data = { version: VERSION, connections };
    try {
      await this.#low.write();
    } catch (error) {
      this.#low.data = before;
      throw error;
    }
  }

  #change<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#changing.then(work);
    this.#changing = result.catch(() => undefined);
    return result;
  }
}

function parseDocument(json: unknown, path: string): ConnectionsDocument {
  refuseNewer(json, path);
  const parsed = documentSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw DocumentError.from(parsed.error);
}

function refuseNewer(json: unknown, path: string): void {
  const header = z.object({ version: z.number() }).safeParse(json);
  if (!header.success || header.data.version <= VERSION) return;
  throw new StoreError(`${path} was written by a newer RPOP.`, {
    code: 'document-too-new',
    hint: 'Install the newer version again; this one leaves the document as it is.',
  });
}

function sameName(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en') === other.toLocaleLowerCase('en');
}

function movesMailbox(before: Connection, after: Connection): boolean {
  return before.host.toLowerCase() !== after.host.toLowerCase() || before.username !== after.username;
}

export function noSuchConnection(nameOrId: string): InvalidInputError {
  return new InvalidInputError(
    [{ field: '', message: `There is no connection named ${nameOrId}.` }],
    'no-such-connection',
  );
}
