import { z } from 'zod';
import type { ConfigurationDocument, ConfigurationImport } from './configuration-document.ts';
import type { Connection } from './connection.ts';
import type { ConnectionTest } from './connection-test.ts';
import type { ErrorReport } from './errors.ts';
import { EVENT_TYPES, type FetchEvent, type LogEvent } from './events.ts';
import type { HistoryBucket, SessionRecord } from './history.ts';
import type { FolderSummary, MessagePage } from './mail-index.ts';
import type { Settings } from './settings.ts';
import type { ServiceStatus } from './status.ts';

/**
 * What can be asked of the service: by the command line directly or over the control channel, by the window over IPC.
 * Inputs are parsed where they arrive; errors cross as ErrorReport.
 */

const which = z.object({ connection: z.string().describe('A name or an id.') });

/** A connection as a form has it, perhaps of one that is kept already. */
const draft = z.object({
  /** Cancels it, and names the steps of a test in the event stream. */
  token: z.string().max(100),
  draft: z.unknown(),
  /** Left out, the password that is kept for `connection`. */
  password: z.string().max(1_000).optional(),
  connection: z.string().optional(),
});

const span = z.object({
  connection: z.string().optional(),
  /** Milliseconds since the epoch; the beginning and the end, which is not part of it. */
  from: z.number(),
  to: z.number(),
});

export const REQUESTS = {
  'connections.list': z.object({}),
  'connections.add': z.object({ draft: z.unknown(), password: z.string().optional() }),
  'connections.edit': which.extend({
    changes: z.unknown(),
    password: z.string().optional(),
    sameMailbox: z.boolean().optional(),
  }),
  'connections.remove': which.extend({ forget: z.boolean() }),
  'connections.test': which,
  'connections.preview': which,
  'settings.get': z.object({}),
  'settings.set': z.object({ changes: z.unknown() }),
  status: z.object({}),
  /** One session now, whatever the schedule says; `larger` fetches messages over the size limit, too. */
  fetch: which.extend({ larger: z.boolean() }),
  pause: z.object({ connection: z.string().optional(), until: z.number().optional() }),
  resume: z.object({ connection: z.string().optional() }),
  /** Ends the session that runs, well: what is fetched stays. */
  'fetch.cancel': which,
  'draft.test': draft,
  'draft.preview': draft,
  'draft.cancel': z.object({ token: z.string().max(100) }),
  /** One session now with its whole dialogue, secrets masked, whatever the log's settings are. */
  dialogue: which,
  'folders.list': z.object({}),
  'folders.create': z.object({ folder: z.string().max(1_000) }),
  'folders.messages': z.object({
    folder: z.string().max(1_000),
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).max(500).default(100),
  }),
  /** Nothing is new any more: the user has seen it. */
  'mail.seen': z.object({ connection: z.string().optional() }),
  /** Newest first. */
  'history.sessions': span.extend({
    failures: z.boolean().default(false),
    limit: z.int().min(1).max(2_000).default(200),
  }),
  'history.totals': span.extend({ every: z.enum(['hour', 'day']) }),
  /** The last events in memory, oldest first. */
  'log.recent': z.object({
    connection: z.string().optional(),
    types: z.array(z.enum(EVENT_TYPES)).optional(),
    text: z.string().max(200).optional(),
    limit: z.int().min(1).max(2_000).default(500),
  }),
  'configuration.export': z.object({}),
  /** With `apply` false it only says what it would do. */
  'configuration.import': z.object({ document: z.unknown(), apply: z.boolean() }),
  /** The passphrase that a `passphrase-wanted` event asked for; undefined: the user does not want to give it. */
  'vault.answer': z.object({ passphrase: z.string().max(1_000).optional() }),
} as const;

export type Method = keyof typeof REQUESTS;
export type RequestInput<M extends Method> = z.input<(typeof REQUESTS)[M]>;

export interface RequestOutput {
  'connections.list': readonly Connection[];
  'connections.add': Connection;
  'connections.edit': Connection;
  'connections.remove': Connection;
  'connections.test': ConnectionTest;
  'connections.preview': Preview;
  'settings.get': Settings;
  'settings.set': Settings;
  status: ServiceStatus;
  fetch: SessionSummary;
  pause: true;
  resume: true;
  'fetch.cancel': true;
  'draft.test': ConnectionTest;
  'draft.preview': Preview;
  'draft.cancel': true;
  dialogue: { readonly events: readonly LogEvent[]; readonly summary: SessionSummary };
  'folders.list': readonly FolderSummary[];
  'folders.create': true;
  'folders.messages': MessagePage;
  'mail.seen': true;
  'history.sessions': readonly SessionRecord[];
  'history.totals': readonly HistoryBucket[];
  'log.recent': readonly LogEvent[];
  'configuration.export': ConfigurationDocument;
  'configuration.import': ConfigurationImport;
  'vault.answer': true;
}

/** Asks the service. Rejects with an RpopError. Events of a `fetch` or `test` come while it runs. */
export type Ask = <M extends Method>(
  method: M,
  input: RequestInput<M>,
  onEvent?: (event: FetchEvent) => void,
) => Promise<RequestOutput[M]>;

/** How one session ended. */
export interface SessionSummary {
  readonly retrieved: number;
  readonly deleted: number;
  readonly skipped: number;
  readonly failed: number;
  readonly octets: number;
  readonly error: ErrorReport | undefined;
}

/** What a fetch would do now. */
export interface Preview {
  /** In the server's order, at most 1,000: those that something is done with before those that are left alone. */
  readonly messages: readonly PreviewedMessage[];
  /** Of all messages. `delete`: those that are here already; a policy may delete what is retrieved, too. */
  readonly summary: {
    readonly retrieve: PreviewTotals;
    readonly delete: PreviewTotals;
    readonly skip: PreviewTotals;
  };
}

export interface PreviewTotals {
  readonly messages: number;
  readonly octets: number;
}

export interface PreviewedMessage {
  readonly number: number;
  readonly uid: string;
  readonly octets: number;
  readonly action: 'retrieve' | 'retrieve-header' | 'delete' | 'skip';
  /** Why, in words. */
  readonly why: string;
}
