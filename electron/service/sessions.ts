import type { ErrorCode } from '../../shared/error-codes.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { RpopError } from '../../shared/errors.ts';
import type { LogEvent } from '../../shared/events.ts';
import { formatOctets } from '../../shared/octets.ts';
import type { RequestOutput, SessionSummary } from '../../shared/service-contract.ts';
import { CancelledError } from '../pop3/errors.ts';
import { NOTHING_DONE, type SessionCounts } from '../store/mailbox-ledger.ts';
import type { RunHistory } from '../store/run-history.ts';
import type { Configuration } from './configuration.ts';
import type { FetchOutcome } from './fetch-task.ts';
import { OneOffs } from './one-offs.ts';
import type { SessionOutcome } from './poll-history.ts';
import type { ServiceEvents } from './service-events.ts';
import type { SessionBoard } from './session-board.ts';
import { scheduleOutcome, type SessionRunner, summaryOf } from './session-runner.ts';
import type { UnseenMail } from './unseen-mail.ts';

/** So many events of one dialogue are kept; what comes after them is counted. */
const MOST_CAPTURED = 5_000;

export type Say = (
  eventType: LogEvent['eventType'],
  message: string,
  connection?: string,
  code?: ErrorCode,
) => void;

export interface SessionsSurroundings {
  readonly configuration: Configuration;
  readonly runner: SessionRunner;
  readonly board: SessionBoard;
  readonly runs: RunHistory;
  readonly unseen: UnseenMail;
  readonly events: ServiceEvents;
  readonly say: Say;
  /** Asks the schedule for a session now. */
  readonly fetchNow: (connection: string) => void;
}

/** The sessions of the connections: run when the schedule says so, awaited by who asked, remembered when they end. */
export class Sessions {
  readonly #with: SessionsSurroundings;
  readonly #oneOffs = new OneOffs();

  constructor(surroundings: SessionsSurroundings) {
    this.#with = surroundings;
  }

  /** One session as soon as the server and the threads allow; one that runs already is taken for it. */
  async fetch(id: string, larger: boolean): Promise<SessionSummary> {
    const running = this.#oneOffs.running(id);
    if (running !== undefined && !larger) return running;
    // The one that runs leaves the larger messages alone: it has to end first.
    await running?.catch(() => undefined);
    return this.#ask(id, { larger });
  }

  /** One session, and all that was said in it. */
  async dialogue(id: string): Promise<RequestOutput['dialogue']> {
    const events: LogEvent[] = [];
    let more = 0;
    const capture = (event: LogEvent): void => {
      if (events.length < MOST_CAPTURED) events.push(event);
      else more += 1;
    };
    await this.#oneOffs.running(id)?.catch(() => undefined);
    const summary = await this.#ask(id, { larger: false, capture });
    const last = events.at(-1);
    if (more > 0 && last !== undefined) {
      events.push({ ...last, eventType: 'information', message: `${more} more events are not shown.` });
    }
    return { events, summary };
  }

  /** Nobody will be answered any more: of this connection, or of all. */
  forsake(id?: string): void {
    this.#oneOffs.cancel(id);
  }

  /** Runs one session to its end, for the schedule. */
  async run(id: string, signal: AbortSignal, started: () => void): Promise<SessionOutcome> {
    const { configuration, runner, board, say } = this.#with;
    const oneOff = this.#oneOffs.take(id);
    let startedAt = Date.now();
    try {
      const connection = configuration.connection(id);
      const outcome = await runner.run(connection, signal, {
        started: () => {
          startedAt = Date.now();
          started();
        },
        larger: oneOff.larger,
        preview: false,
        capture: oneOff.capture,
      });
      board.ended(id, outcome.error);
      this.#remember(id, startedAt, outcome.counts, outcome.error);
      this.#sayDone(id, outcome);
      this.#tellOfMail(id, connection.folder, outcome);
      oneOff.ended(summaryOf(outcome));
      return scheduleOutcome(outcome);
    } catch (error) {
      const known = error instanceof RpopError ? error : undefined;
      board.ended(id, known?.report());
      if (known !== undefined) this.#remember(id, startedAt, NOTHING_DONE, known.report());
      oneOff.failed(error);
      if (known !== undefined && !(known instanceof CancelledError)) {
        say('error', known.message, id, known.code);
      }
      throw error;
    }
  }

  #ask(id: string, wish: { larger: boolean; capture?: (event: LogEvent) => void }): Promise<SessionSummary> {
    const ended = this.#oneOffs.next(id, wish);
    this.#with.fetchNow(id);
    return ended;
  }

  /** A session that did something or failed goes into the history; one that found nothing leaves no trace. */
  #remember(id: string, startedAt: number, counts: SessionCounts, error: ErrorReport | undefined): void {
    const { retrieved, deleted, failed } = counts;
    const idle = retrieved + deleted + failed === 0;
    if (idle && (error === undefined || error.code === 'cancelled')) return;
    const { configuration, runs, say } = this.#with;
    // A connection that was removed with its history meanwhile has none.
    if (configuration.connections.get(id) === undefined) return;
    try {
      const { code = '', message = '' } = error ?? {};
      runs.record({
        connection: id,
        startedAt,
        endedAt: Date.now(),
        ...counts,
        error: error === undefined ? undefined : { code, message },
      });
    } catch (reason) {
      // What was fetched is safe; only the history lacks this session.
      if (!(reason instanceof RpopError)) throw reason;
      say('error', reason.message, id, reason.code);
    }
  }

  /** A session that did something says so; how one failed, it said itself. */
  #sayDone(id: string, { counts }: FetchOutcome): void {
    const { retrieved, octets, deleted, failed } = counts;
    if (retrieved + deleted + failed === 0) return;
    const parts = [`${retrieved} messages fetched (${formatOctets(octets)})`];
    if (deleted > 0) parts.push(`${deleted} deleted from the server`);
    if (failed > 0) parts.push(`${failed} failed`);
    this.#with.say('information', `Session ended: ${parts.join(', ')}.`, id);
  }

  #tellOfMail(connection: string, folder: string, { counts, samples = [] }: FetchOutcome): void {
    const { retrieved: messages } = counts;
    if (messages === 0) return;
    const { unseen, events } = this.#with;
    unseen.came(connection, messages);
    events.statusChanged([connection]);
    events.emit({ type: 'new-mail', connection, folder, messages, samples });
  }
}
