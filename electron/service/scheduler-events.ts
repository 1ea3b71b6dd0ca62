import type { SchedulerEvent } from './scheduler-types.ts';

/** The scheduler's listeners. Many changes in one go reach them as one event. */
export class SchedulerEvents {
  readonly #listeners = new Set<(event: SchedulerEvent) => void>();
  readonly #changed = new Set<string>();

  subscribe(listener: (event: SchedulerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  emit(event: SchedulerEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** What is known of this connection may have changed. */
  changed(id: string): void {
    if (this.#listeners.size === 0) return;
    if (this.#changed.size === 0) {
      queueMicrotask(() => {
        const ids = new Set(this.#changed);
        this.#changed.clear();
        this.emit({ type: 'changed', ids });
      });
    }
    this.#changed.add(id);
  }
}
