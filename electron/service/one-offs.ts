import type { LogEvent } from '../../shared/events.ts';
import type { SessionSummary } from '../../shared/service-contract.ts';
import { CancelledError } from '../pop3/errors.ts';

type Capture = (event: LogEvent) => void;

/** A session that was asked for, or runs, and everybody who waits for its end. */
interface Awaited {
  larger: boolean;
  readonly captures: Capture[];
  readonly settled: PromiseWithResolvers<SessionSummary>;
}

/** What a session owes to those who asked for it. */
export interface OneOff {
  /** Somebody wants messages over the size limit, too. */
  readonly larger: boolean;
  /** Set where somebody wants all that is said in the session. */
  readonly capture: Capture | undefined;
  ended(summary: SessionSummary): void;
  failed(error: unknown): void;
}

/** Requests for a session now, each answered by the next session of its connection or the one that runs. */
export class OneOffs {
  readonly #asked = new Map<string, Awaited>();
  readonly #running = new Map<string, Awaited>();

  /** The end of the session that runs, if any. */
  running(connection: string): Promise<SessionSummary> | undefined {
    return this.#running.get(connection)?.settled.promise;
  }

  /** The end of the next session. */
  next(
    connection: string,
    { larger, capture }: { larger: boolean; capture?: Capture },
  ): Promise<SessionSummary> {
    const awaited = this.#asked.get(connection) ?? newAwaited();
    awaited.larger ||= larger;
    if (capture !== undefined) awaited.captures.push(capture);
    this.#asked.set(connection, awaited);
    return awaited.settled.promise;
  }

  /** A session of the connection begins. */
  take(connection: string): OneOff {
    const awaited = this.#asked.get(connection) ?? newAwaited();
    this.#asked.delete(connection);
    this.#running.set(connection, awaited);
    const end = (): void => {
      if (this.#running.get(connection) === awaited) this.#running.delete(connection);
    };
    const { larger, captures, settled } = awaited;
    return {
      larger,
      capture:
        captures.length === 0
          ? undefined
          : (event) => {
              for (const capture of captures) capture(event);
            },
      ended: (summary) => {
        end();
        settled.resolve(summary);
      },
      failed: (error) => {
        end();
        settled.reject(error);
      },
    };
  }

  /** There will be no next session of this connection, or of any. */
  cancel(connection?: string): void {
    for (const [id, { settled }] of this.#asked) {
      if (connection !== undefined && id !== connection) continue;
      this.#asked.delete(id);
      settled.reject(new CancelledError());
    }
  }
}

function newAwaited(): Awaited {
  const settled = Promise.withResolvers<SessionSummary>();
  // Often nobody waits.
  settled.promise.catch(() => undefined);
  return { larger: false, captures: [], settled };
}
