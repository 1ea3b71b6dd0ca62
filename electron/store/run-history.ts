import type { DatabaseSync } from 'node:sqlite';
import type { HistoryBucket, SessionRecord } from '../../shared/history.ts';
import { inTransaction } from './transaction.ts';
import { unhurried } from './unhurried.ts';

/** Sessions are remembered for so long, and no more than so many. */
const LONGEST_MS = 400 * 24 * 3600 * 1000;
const MOST_ROWS = 200_000;
/** Old sessions are forgotten at every so many new ones. */
const PRUNE_EVERY = 500;

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;

export type NewRun = Omit<SessionRecord, 'id'>;

export interface HistorySpan {
  readonly connection?: string | undefined;
  /** Milliseconds since the epoch; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
}

/**
 * What each session of a connection did, for people: the table `run`. (The table `session` is for crash recovery, and
 * begins before the first delivery.) Throws LedgerError.
 */
export class RunHistory {
  readonly #database: DatabaseSync;
  readonly #now: () => number;
  readonly #guard: <T>(work: () => T) => T;
  readonly #most: number;
  #recorded = 0;

  /** Made by `Ledger.runs`. */
  constructor(
    database: DatabaseSync,
    now: () => number,
    guard: <T>(work: () => T) => T,
    mostRows = MOST_ROWS,
  ) {
    this.#database = database;
    this.#now = now;
    this.#guard = guard;
    this.#most = mostRows;
  }

  record({ connection, startedAt, endedAt, error, ...counts }: NewRun): void {
    const { retrieved, deleted, skipped, failed, octets } = counts;
    this.#guard(() => {
      const insert = this.#database.prepare(
        `INSERT INTO run (connection, started_at, ended_at, retrieved, deleted, skipped, failed, octets, error, message)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      );
      unhurried(this.#database, () =>
        insert.run(
          connection,
          startedAt,
          endedAt,
          retrieved,
          deleted,
          skipped,
          failed,
          octets,
          error?.code ?? null,
          error?.message ?? null,
        ),
      );
    });
    if (this.#recorded % PRUNE_EVERY === 0) this.prune();
    this.#recorded += 1;
  }

  /** Forgets sessions that are too old or too many. */
  prune(): void {
    this.#guard(() => {
      this.#database.prepare('DELETE FROM run WHERE started_at < ?').run(this.#now() - LONGEST_MS);
      this.#database
        .prepare('DELETE FROM run WHERE id <= (SELECT id FROM run ORDER BY id DESC LIMIT 1 OFFSET ?)')
        .run(this.#most);
    });
  }

  /** Newest first. */
  sessions({
    connection,
    from,
    to,
    failures,
    limit,
  }: HistorySpan & { failures: boolean; limit: number }): SessionRecord[] {
    return this.#guard(() =>
      this.#database
        .prepare(
          `SELECT * FROM run WHERE started_at >= :from AND started_at < :to
             AND (:connection IS NULL OR connection = :connection) ${failures ? `AND ${FAILED}` : ''}
           ORDER BY started_at DESC, id DESC LIMIT :limit`,
        )
        .all({ from, to, connection: connection ?? null, limit })
        .map(sessionOf),
    );
  }

  /** What came in each hour or day of the local time zone, oldest first; where nothing happened there is no bucket. */
  totals({ connection, from, to, every }: HistorySpan & { every: 'hour' | 'day' }): HistoryBucket[] {
    // The offset of every time zone is a multiple of a quarter of an hour.
    const quarters = this.#guard(() =>
      this.#database
        .prepare(
          `SELECT started_at / ${QUARTER_MS} AS quarter, sum(retrieved) AS messages, sum(octets) AS octets,
             count(*) AS sessions, sum(${FAILED}) AS failures
           FROM run WHERE started_at >= :from AND started_at < :to
             AND (:connection IS NULL OR connection = :connection)
           GROUP BY quarter ORDER BY quarter`,
        )
        .all({ from, to, connection: connection ?? null }),
    );
    const buckets = new Map<number, HistoryBucket>();
    for (const row of quarters) {
      const at = beginningOf(Number(row['quarter']) * QUARTER_MS, every);
      const before = buckets.get(at) ?? { at, messages: 0, octets: 0, sessions: 0, failures: 0 };
      buckets.set(at, {
        at,
        messages: before.messages + Number(row['messages']),
        octets: before.octets + Number(row['octets']),
        sessions: before.sessions + Number(row['sessions']),
        failures: before.failures + Number(row['failures']),
      });
    }
    return [...buckets.values()];
  }

  /** Messages of each connection that came since they were seen; connections without any are left out. */
  unseen(): Map<string, number> {
    return this.#guard(() => {
      const rows = this.#database
        .prepare(
          `SELECT run.connection, sum(retrieved) AS messages FROM run LEFT JOIN seen USING (connection)
           WHERE ended_at > coalesce(seen.at, 0) AND retrieved > 0 GROUP BY run.connection`,
        )
        .all();
      return new Map(rows.map((row) => [String(row['connection']), Number(row['messages'])]));
    });
  }

  /** What came to these connections until `at` has been seen. */
  setSeen(connections: Iterable<string>, at: number): void {
    this.#guard(() => {
      const put = this.#database.prepare(
        'INSERT INTO seen VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at',
      );
      inTransaction(this.#database, () => {
        for (const connection of connections) put.run(connection, at);
      });
    });
  }

  /** Forgets what a connection did. */
  forget(connection: string): void {
    this.#guard(() => {
      this.#database.prepare('DELETE FROM run WHERE connection = ?').run(connection);
      this.#database.prepare('DELETE FROM seen WHERE connection = ?').run(connection);
    });
  }
}

/** To end a session is no failure. */
const FAILED = `(error IS NOT NULL AND error <> 'cancelled')`;

function sessionOf(row: Record<string, unknown>): SessionRecord {
  const { id, connection, error, message } = row;
  return {
    id: Number(id),
    connection: String(connection),
    startedAt: Number(row['started_at']),
    endedAt: Number(row['ended_at']),
    retrieved: Number(row['retrieved']),
    deleted: Number(row['deleted']),
    skipped: Number(row['skipped']),
    failed: Number(row['failed']),
    octets: Number(row['octets']),
    error:
      typeof error === 'string'
        ? { code: error, message: typeof message === 'string' ? message : '' }
        : undefined,
  };
}

/**
 * The first moment of the hour or day by the local clock. There is an hour twice when summer time ends, and the two are
 * two buckets; a day is a date, however many hours it has.
 */
function beginningOf(at: number, every: 'hour' | 'day'): number {
  const date = new Date(at);
  if (every === 'day') return date.setHours(0, 0, 0, 0);
  const local = at - date.getTimezoneOffset() * 60_000;
  return at - (((local % HOUR_MS) + HOUR_MS) % HOUR_MS);
}
