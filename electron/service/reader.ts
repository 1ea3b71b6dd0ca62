import { Piscina } from 'piscina';
import type { HistoryBucket, SessionRecord } from '../../shared/history.ts';
import type { FolderSummary, MessagePage } from '../../shared/mail-index.ts';
import { ReportedError } from '../../shared/reported-error.ts';
import type { RequestInput } from '../../shared/service-contract.ts';
import type { Configuration } from './configuration.ts';
import type { ReadingAnswer, ReadingName, Readings, ReadingTask } from './reading.ts';
import { workerFile } from './worker-file.ts';

/** The reading thread ends after so many milliseconds without a question; what it remembers goes with it. */
const IDLE_MS = 5 * 60_000;

/**
 * Looks up what takes long: folders with hundreds of thousands of messages, years of history. In a thread of its own,
 * which begins with the first question: neither the window nor a fetch waits for it.
 */
export class Reader {
  readonly #configuration: Configuration;
  readonly #ledgerPath: string;
  #thread: Piscina<ReadingTask, ReadingAnswer> | undefined;

  constructor({ configuration, ledgerPath }: { configuration: Configuration; ledgerPath: string }) {
    this.#configuration = configuration;
    this.#ledgerPath = ledgerPath;
  }

  folders(): Promise<readonly FolderSummary[]> {
    return this.#read('folders', undefined);
  }

  messages({ folder, offset = 0, limit = 100 }: RequestInput<'folders.messages'>): Promise<MessagePage> {
    return this.#read('messages', { folder, offset, limit });
  }

  /** Where the file of a message is, to open it. Throws DeliveryError where it is not in that folder. */
  messagePath(folder: string, file: string): Promise<string> {
    return this.#read('messagePath', { folder, file });
  }

  sessions({
    failures = false,
    limit = 200,
    connection,
    ...span
  }: RequestInput<'history.sessions'>): Promise<readonly SessionRecord[]> {
    return this.#read('sessions', { ...span, failures, limit, connection: this.#idOf(connection) });
  }

  totals({ connection, ...span }: RequestInput<'history.totals'>): Promise<readonly HistoryBucket[]> {
    return this.#read('totals', { ...span, connection: this.#idOf(connection) });
  }

  async close(): Promise<void> {
    await this.#thread?.destroy();
  }

  /** A connection that was removed is known by its id. */
  #idOf(nameOrId: string | undefined): string | undefined {
    if (nameOrId === undefined) return undefined;
    return this.#configuration.connections.find(nameOrId)?.id ?? nameOrId;
  }

  async #read<N extends ReadingName>(name: N, input: Readings[N]['input']): Promise<Readings[N]['output']> {
    const { mailRoot, connections } = this.#configuration;
    this.#thread ??= new Piscina({
      filename: workerFile('reading-worker', import.meta.url),
      minThreads: 0,
      maxThreads: 1,
      concurrentTasksPerWorker: 4,
      idleTimeout: IDLE_MS,
      atomics: 'disabled',
    });
    const answer = await this.#thread.run({
      name,
      input,
      places: {
        ledgerPath: this.#ledgerPath,
        mailRoot,
        connections: connections.all.map(({ id, folder, mailbox }) => ({ id, folder, mailbox })),
      },
    });
    if ('error' in answer) throw new ReportedError(answer.error);
    // The answer to a task of that name.
    return answer.output as Readings[N]['output'];
  }
}
