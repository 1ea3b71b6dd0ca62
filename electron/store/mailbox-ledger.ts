import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inTransaction } from './transaction.ts';
import { unhurried } from './unhurried.ts';

/**
 * What the ledger knows of a message: `recorded` is durable here; `short` too, but the server had announced more of
 * it; of `header` only the header is here; `marked` was answered +OK to DELE; `gone` was marked when QUIT was answered +OK.
 */
export type MessageState = 'recorded' | 'short' | 'header' | 'marked' | 'gone';

export interface KnownMessage {
  readonly state: MessageState;
  /** As the server counts them. */
  readonly octets: number;
  /** Milliseconds since the epoch. */
  readonly retrievedAt: number;
}

export interface NewRecord {
  readonly uid: string;
  readonly state: 'recorded' | 'short' | 'header';
  readonly octets: number;
  readonly header: Uint8Array | undefined;
  /** Milliseconds since the epoch; now when undefined. */
  readonly retrievedAt?: number;
}

export interface SessionCounts {
  readonly retrieved: number;
  readonly deleted: number;
  readonly skipped: number;
  readonly failed: number;
  readonly octets: number;
}

export const NOTHING_DONE: SessionCounts = { retrieved: 0, deleted: 0, skipped: 0, failed: 0, octets: 0 };

/**
 * One mailbox's part of the ledger. Each method is one transaction, durable when it returns where it does not say
 * otherwise. Throws LedgerError.
 */
export class MailboxLedger {
  readonly #database: DatabaseSync;
  readonly #id: number;
  readonly #now: () => number;
  readonly #guard: <T>(work: () => T) => T;
  readonly #put: StatementSync;
  readonly #setState: StatementSync;
  readonly #header: StatementSync;

  /** Made by `Ledger.mailbox`. */
  constructor(database: DatabaseSync, id: number, now: () => number, guard: <T>(work: () => T) => T) {
    this.#database = database;
    this.#id = id;
    this.#now = now;
    this.#guard = guard;
    this.#put = database.prepare(
      `INSERT INTO message (mailbox, uid, state, octets, header, retrieved_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET state = excluded.state, octets = excluded.octets, header = excluded.header,
         retrieved_at = excluded.retrieved_at, changed_at = excluded.changed_at`,
    );
    this.#header = database.prepare('SELECT header FROM message WHERE mailbox = ? AND uid = ?');
    this.#setState = database.prepare(
      'UPDATE message SET state = ?, changed_at = ? WHERE mailbox = ? AND uid = ?',
    );
  }

  /** Every known message by its UID. */
  known(): Map<string, KnownMessage> {
    return this.#guard(() => {
      const select = this.#database.prepare(
        'SELECT uid, state, octets, retrieved_at FROM message WHERE mailbox = ?',
      );
      // Most polls find nothing new and consist of this: arrays, all at once, cost a third of an object a row.
      select.setReturnArrays(true);
      // The columns' types (STRICT) and the CHECK of the state.
      const rows = select.all(this.#id) as unknown as [string, MessageState, number, number][];
      const known = new Map<string, KnownMessage>();
      for (const [uid, state, octets, retrievedAt] of rows) known.set(uid, { state, octets, retrievedAt });
      return known;
    });
  }

  /** True when no message of the mailbox is known. */
  get empty(): boolean {
    return this.#guard(
      () =>
        this.#database.prepare('SELECT 1 FROM message WHERE mailbox = ? LIMIT 1').get(this.#id) === undefined,
    );
  }

  /** The digest of a message's header, where it is known. */
  header(uid: string): Uint8Array | undefined {
    return this.#guard(() => {
      const header = this.#header.get(this.#id, uid)?.['header'];
      return header instanceof Uint8Array ? header : undefined;
    });
  }

  /** Records messages that are durable. */
  record(messages: readonly NewRecord[]): void {
    this.#transaction(() => {
      const now = this.#now();
      for (const { uid, state, octets, header, retrievedAt = now } of messages) {
        this.#put.run(this.#id, uid, state, octets, header ?? null, retrievedAt, now);
      }
    });
  }

  /** Moves messages to another state: `recorded` again, when a deletion turned out not to have happened. */
  setState(uids: readonly string[], state: MessageState): void {
    if (uids.length === 0) return;
    this.#transaction(() => {
      const now = this.#now();
      for (const uid of uids) this.#setState.run(state, now, this.#id, uid);
    });
  }

  /** The messages have new UIDs, and sizes as the server counts them now; everything else stays. */
  rename(messages: readonly { from: string; to: string; octets: number }[]): void {
    if (messages.length === 0) return;
    this.#transaction(() => {
      const rename = this.#database.prepare(
        'UPDATE message SET uid = ?, octets = ?, changed_at = ? WHERE mailbox = ? AND uid = ?',
      );
      const now = this.#now();
      for (const { from, to, octets } of messages) rename.run(to, octets, now, this.#id, from);
    });
  }

  /** The folder that the mailbox was last delivered to; undefined before the first time. */
  get folder(): string | undefined {
    return this.#guard(() => {
      const row = this.#database.prepare('SELECT folder FROM mailbox WHERE id = ?').get(this.#id);
      return typeof row?.['folder'] === 'string' ? row['folder'] : undefined;
    });
  }

  /** Durable with the session that begins next. */
  set folder(path: string) {
    this.#guard(() => {
      const update = this.#database.prepare('UPDATE mailbox SET folder = ? WHERE id = ?');
      unhurried(this.#database, () => update.run(path, this.#id));
    });
  }

  /** Forgets what was delivered, because the folder it was delivered to is gone. Returns how many that were. */
  forgetDelivered(): number {
    return this.#guard(() =>
      Number(
        this.#database.prepare(`DELETE FROM message WHERE mailbox = ? AND state <> 'gone'`).run(this.#id)
          .changes,
      ),
    );
  }

  /** True when a session began to deliver and did not end, or nothing was ever recorded: look at the folder then. */
  get uncertain(): boolean {
    return this.#guard(() => {
      const unfinished = this.#database
        .prepare('SELECT 1 FROM session WHERE mailbox = ? AND ended_at IS NULL LIMIT 1')
        .get(this.#id);
      return unfinished !== undefined || this.empty;
    });
  }

  /** A session is about to deliver: durable before its first file, so that a crash is noticed. */
  beginSession(startedAt: number): number {
    return this.#guard(() => {
      const insert = this.#database.prepare('INSERT INTO session (mailbox, started_at) VALUES (?, ?)');
      const begin = (): number => Number(insert.run(this.#id, startedAt).lastInsertRowid);
      // While the next session would look at the folder anyway, nothing depends on this row.
      return this.uncertain ? unhurried(this.#database, begin) : begin();
    });
  }

  /**
   * The session ended, well or not; earlier ones that never did are closed with it: the folder has been looked at. Lost
   * with the power it makes the next session look at the folder once more, no worse.
   */
  endSession(session: number, counts: SessionCounts, error: string | undefined): void {
    const { retrieved, deleted, skipped, failed, octets } = counts;
    const end = (): void => {
      const now = this.#now();
      this.#database
        .prepare(
          `UPDATE session SET ended_at = ?, retrieved = ?, deleted = ?, skipped = ?, failed = ?, octets = ?, error = ?
           WHERE id = ?`,
        )
        .run(now, retrieved, deleted, skipped, failed, octets, error ?? null, session);
      this.#database
        .prepare(`UPDATE session SET ended_at = ?, error = 'crashed' WHERE mailbox = ? AND ended_at IS NULL`)
        .run(now, this.#id);
    };
    unhurried(this.#database, () => {
      this.#transaction(end);
    });
  }

  #transaction(work: () => void): void {
    this.#guard(() => {
      inTransaction(this.#database, work);
    });
  }
}
