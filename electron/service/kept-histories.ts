import { newHistory, type PollHistory, shiftHistory } from './poll-history.ts';
import type { ScheduleTime } from './schedule-time.ts';
import type { SchedulerEvents } from './scheduler-events.ts';
import type { HistoryStore, ScheduledConnection } from './scheduler-types.ts';

/** Steps of the golden ratio fall evenly into [0,1) however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Between the scheduler, which counts in schedule time, and the store, which keeps milliseconds since the epoch. */
export class KeptHistories {
  readonly #store: HistoryStore;
  readonly #time: ScheduleTime;
  readonly #events: SchedulerEvents;
  #phase: number;

  /** @param phase in [0,1): where in its interval the first new connection is polled; the others spread from there */
  constructor(store: HistoryStore, time: ScheduleTime, events: SchedulerEvents, phase: number) {
    this.#store = store;
    this.#time = time;
    this.#events = events;
    this.#phase = phase;
  }

  /** The connection's history, or a new one if there is none or it is another revision's. */
  load({ id, revision, intervalMs }: ScheduledConnection): PollHistory {
    const { now, wallOffset } = this.#time;
    let stored: PollHistory | undefined;
    this.#try(id, () => {
      stored = this.#store.load(id);
    });
    if (stored?.revision === revision) return shiftHistory(stored, -wallOffset, now);
    this.#phase = (this.#phase + GOLDEN) % 1;
    const history = newHistory(revision, now, now + this.#phase * intervalMs);
    this.save(id, history);
    return history;
  }

  save(id: string, history: PollHistory): void {
    this.#try(id, () => {
      this.#store.save(id, shiftHistory(history, this.#time.wallOffset));
    });
  }

  remove(id: string): void {
    this.#try(id, () => {
      this.#store.remove(id);
    });
  }

  #try(id: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#events.emit({ type: 'history-not-kept', id, error });
    }
  }
}
