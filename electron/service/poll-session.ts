import { RpopError } from '../../shared/errors.ts';
import type { SessionOutcome } from './poll-history.ts';
import type { SchedulerEvents } from './scheduler-events.ts';
import type { RunSession } from './scheduler-types.ts';

/** One run of one connection, from the moment it is handed to the thread pool. */
export class PollSession {
  /** Schedule time; moves from the start of the queueing to the start of the work. */
  start: number;
  phase: 'queued' | 'running' = 'queued';
  /** The connection became another one meanwhile: what this session finds says nothing about it. */
  stale = false;
  /** Settled when the scheduler has dealt with the end. */
  done: Promise<void> = Promise.resolve();
  /** The user ended it: the next poll is the one after it, not this one again. */
  cancelled = false;
  readonly id: string;
  readonly #abort = new AbortController();

  constructor(id: string, start: number) {
    this.id = id;
    this.start = start;
  }

  get aborted(): boolean {
    return this.#abort.signal.aborted;
  }

  abort(): void {
    this.#abort.abort();
  }

  cancel(): void {
    this.cancelled = true;
    this.abort();
  }

  /** Ends the session, whose connection is now another one. */
  supersede(): void {
    this.stale = true;
    this.abort();
  }

  /** Runs it to its end. Never rejects. */
  async outcome(run: RunSession, started: () => void, events: SchedulerEvents): Promise<SessionOutcome> {
    try {
      return await run(this.id, this.#abort.signal, started);
    } catch (error) {
      if (error instanceof RpopError) return { kind: 'failure', error: error.kind, code: error.code };
      events.emit({ type: 'session-crashed', id: this.id, error });
      return { kind: 'failure', error: 'local', code: 'session-crashed' };
    }
  }
}
