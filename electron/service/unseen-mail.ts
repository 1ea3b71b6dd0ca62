import type { RunHistory } from '../store/run-history.ts';

/** How many messages came to each connection since the user last looked. Outlives a restart. */
export class UnseenMail {
  readonly #runs: RunHistory;
  readonly #counts: Map<string, number>;

  constructor(runs: RunHistory) {
    this.#runs = runs;
    this.#counts = runs.unseen();
  }

  of(connection: string): number {
    return this.#counts.get(connection) ?? 0;
  }

  came(connection: string, messages: number): void {
    this.#counts.set(connection, this.of(connection) + messages);
  }

  /** The user has seen what came until now. Returns the connections of which that is news. Throws LedgerError. */
  seen(connection: string | undefined, at: number): readonly string[] {
    const ids = connection === undefined ? [...this.#counts.keys()] : [connection];
    const changed = ids.filter((id) => this.of(id) > 0);
    if (changed.length > 0) this.#runs.setSeen(changed, at);
    for (const id of changed) this.#counts.delete(id);
    return changed;
  }

  forget(connection: string): void {
    this.#counts.delete(connection);
  }
}
