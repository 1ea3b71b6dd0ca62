import { z } from 'zod';
import type { Connection } from './connection.ts';
import type { ErrorReport } from './errors.ts';
import type { FetchEvent } from './events.ts';
import type { Settings } from './settings.ts';
import type { ServiceStatus } from './status.ts';

/**
 * What can be asked of the service: by the command line directly or over the control channel, by the window over IPC.
 * Inputs are parsed where they arrive; errors cross as ErrorReport.
 */

const which = z.object({ connection: z.string().describe('A name or an id.') });

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
  readonly messages: readonly PreviewedMessage[];
}

export interface PreviewedMessage {
  readonly number: number;
  readonly uid: string;
  readonly octets: number;
  readonly action: 'retrieve' | 'retrieve-header' | 'delete' | 'skip';
  /** Why, in words. */
  readonly why: string;
}

export const TEST_STEPS = ['look-up', 'connect', 'encrypt', 'greeting', 'login', 'messages'] as const;
export type TestStepName = (typeof TEST_STEPS)[number];

/** One step of a connection test, in the order in which they were taken. */
export interface TestStep {
  readonly step: TestStepName;
  /** What was found: addresses, the certificate, the capabilities, how many messages. */
  readonly found: string;
}

export interface ConnectionTest {
  readonly steps: readonly TestStep[];
  /** What failed, and in which step. */
  readonly failure: { readonly step: TestStepName; readonly error: ErrorReport } | undefined;
}
