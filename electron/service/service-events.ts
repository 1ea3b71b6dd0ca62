import type { ServiceEvent } from '../../shared/events.ts';

/** What the service tells those who listen. Changes of state that come together are told once. */
export class ServiceEvents {
  readonly #listeners = new Set<(event: ServiceEvent) => void>();
  #changed: Set<string> | undefined;

  /** Listeners must not throw. Returns the function that ends the subscription. */
  subscribe(listener: (event: ServiceEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  emit(event: ServiceEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** The status says something new: of these connections, or of the service as a whole. */
  statusChanged(ids: Iterable<string> = []): void {
    if (this.#listeners.size === 0) return;
    if (this.#changed === undefined) {
      const changed = new Set<string>();
      this.#changed = changed;
      setImmediate(() => {
        this.#changed = undefined;
        this.emit({ type: 'status-changed', ids: changed });
      });
    }
    for (const id of ids) this.#changed.add(id);
  }
}
