import type { DatabaseSync } from 'node:sqlite';

/** A message that the ledger knows of, with what its file's name follows from. */
export interface DeliveredRow {
  readonly mailbox: string;
  readonly uid: string;
  readonly headerOnly: boolean;
  /** Milliseconds since the epoch. */
  readonly retrievedAt: number;
}

/** What the ledger knows of the mail in a folder. Nothing is written. Throws LedgerError. */
export class FolderLedger {
  readonly #database: DatabaseSync;
  readonly #guard: <T>(work: () => T) => T;

  /** Made by `Ledger.folders`. */
  constructor(database: DatabaseSync, guard: <T>(work: () => T) => T) {
    this.#database = database;
    this.#guard = guard;
  }

  /** Changes when another connection, of this process or another, wrote to the ledger. */
  get version(): number {
    return this.#guard(() =>
      Number(this.#database.prepare('PRAGMA data_version').get()?.['data_version'] ?? 0),
    );
  }

  /** When the last message came to a folder, from these mailboxes or those that delivered to its path. */
  latest(path: string, mailboxes: readonly string[]): number | undefined {
    return this.#guard(() => {
      const row = this.#database
        .prepare(`SELECT max(retrieved_at) AS latest FROM message WHERE mailbox IN ${MAILBOXES}`)
        .get(path, JSON.stringify(mailboxes));
      return typeof row?.['latest'] === 'number' ? row['latest'] : undefined;
    });
  }

  /** What came to a folder, newest first: so many after so many. */
  delivered(
    path: string,
    mailboxes: readonly string[],
    { after, limit }: { after: number; limit: number },
  ): DeliveredRow[] {
    return this.#guard(() =>
      this.#database
        .prepare(
          `SELECT key, uid, state, retrieved_at FROM message JOIN mailbox ON mailbox.id = message.mailbox
           WHERE mailbox.id IN ${MAILBOXES} ORDER BY retrieved_at DESC, uid LIMIT ? OFFSET ?`,
        )
        .all(path, JSON.stringify(mailboxes), limit, after)
        .map((row) => ({
          mailbox: String(row['key']),
          uid: String(row['uid']),
          headerOnly: row['state'] === 'header',
          retrievedAt: Number(row['retrieved_at']),
        })),
    );
  }
}

const MAILBOXES = `(SELECT id FROM mailbox WHERE folder = ? OR key IN (SELECT value FROM json_each(?)))`;
