import type { MessagePort } from 'node:worker_threads';
import type { ErrorReport } from '../../shared/errors.ts';
import type { FetchEvent, NewMailEvent } from '../../shared/events.ts';
import type { Preview } from '../../shared/service-contract.ts';
import type { ResponseCode } from '../pop3/response-code.ts';
import type { SessionCounts } from '../store/mailbox-ledger.ts';
import type { FetchRequest, LoginFacts } from './fetch-request.ts';

/** One session for a worker thread: nothing but data. The password is in it for this session only. */
export interface FetchTask {
  readonly request: FetchRequest;
  readonly mailboxKey: string;
  readonly ledgerPath: string;
  readonly mailRoot: string;
  readonly folder: string;
  /** Only look what a fetch would do. */
  readonly preview: boolean;
}

/** What a worker is handed: the task, and the port that it talks over while it works. */
export interface FetchCall {
  readonly task: FetchTask;
  readonly port: MessagePort;
}

/** How a session ended, as data. */
export interface FetchOutcome {
  readonly counts: SessionCounts;
  readonly error: (ErrorReport & { readonly responseCode?: ResponseCode }) | undefined;
  readonly login: LoginFacts | undefined;
  /** Of a preview. */
  readonly preview?: Preview;
  /** Of a session that brought mail: what a few of the newest messages are. */
  readonly samples?: NewMailEvent['samples'];
}

/** From the worker: what happens, and a sign of life now and then. */
export type WorkerMessage = FetchEvent | { readonly type: 'alive'; readonly thread: number };

/** To the worker: end well, or at once. */
export type WorkerOrder = 'stop' | 'abort';

/** A worker gives a sign of life so often, in milliseconds. */
export const ALIVE_MS = 5_000;
