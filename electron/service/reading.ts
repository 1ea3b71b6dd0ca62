import type { ErrorReport } from '../../shared/errors.ts';
import type { HistoryBucket, SessionRecord } from '../../shared/history.ts';
import type { FolderSummary, MessagePage } from '../../shared/mail-index.ts';
import type { DeliveringConnection } from '../mail/mail-folders.ts';
import type { HistorySpan } from '../store/run-history.ts';

/** Where things are, as they are when something is looked up. */
export interface ReadingPlaces {
  readonly ledgerPath: string;
  readonly mailRoot: string;
  readonly connections: readonly DeliveringConnection[];
}

/** What can be looked up in the reading thread. Connections are named by their ids. */
export interface Readings {
  folders: { input: undefined; output: readonly FolderSummary[] };
  messages: { input: { folder: string; offset: number; limit: number }; output: MessagePage };
  messagePath: { input: { folder: string; file: string }; output: string };
  sessions: { input: HistorySpan & { failures: boolean; limit: number }; output: readonly SessionRecord[] };
  totals: { input: HistorySpan & { every: 'hour' | 'day' }; output: readonly HistoryBucket[] };
}

export type ReadingName = keyof Readings;

export interface ReadingTask<N extends ReadingName = ReadingName> {
  readonly name: N;
  readonly input: Readings[N]['input'];
  readonly places: ReadingPlaces;
}

/** Errors cross the thread's border as data. */
export type ReadingAnswer<T = unknown> = { readonly output: T } | { readonly error: ErrorReport };
