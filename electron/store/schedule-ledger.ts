import type { DatabaseSync } from 'node:sqlite';
import { unhurried } from './unhurried.ts';

/** The scheduler's part of the ledger: one JSON document a connection. Throws LedgerError. */
export class ScheduleLedger {
  readonly #database: DatabaseSync;
  readonly #guard: <T>(work: () => T) => T;

  /** Made by `Ledger.schedule`. */
  constructor(database: DatabaseSync, guard: <T>(work: () => T) => T) {
    this.#database = database;
    this.#guard = guard;
  }

  load(connection: string): string | undefined {
    return this.#guard(() => {
      const row = this.#database.prepare('SELECT history FROM schedule WHERE connection = ?').get(connection);
      return typeof row?.['history'] === 'string' ? row['history'] : undefined;
    });
  }

  save(connection: string, history: string): void {
    this.#guard(() => {
      const put = this.#database.prepare(
        'INSERT INTO schedule VALUES (?, ?) ON CONFLICT DO UPDATE SET history = excluded.history',
      );
      // The last poll forgotten in a power cut is one poll too early.
      unhurried(this.#database, () => put.run(connection, history));
    });
  }

  remove(connection: string): void {
    this.#guard(() => {
      this.#database.prepare('DELETE FROM schedule WHERE connection = ?').run(connection);
    });
  }
}
