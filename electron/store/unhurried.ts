import type { DatabaseSync } from 'node:sqlite';

/**
 * Commits without waiting for the disk: what `work` writes survives the end of the process in whatever way, and a power
 * cut once any later transaction was flushed (sqlite.org/pragma.html#pragma_synchronous, WAL). For what may be
 * lost with the power: notes on the way to a promise, never the promise itself. Within a transaction it is that one's
 * commit which counts.
 */
export function unhurried<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('PRAGMA synchronous = NORMAL');
  try {
    return work();
  } finally {
    database.exec('PRAGMA synchronous = FULL');
  }
}
