import type { DatabaseSync } from 'node:sqlite';
import { LedgerError } from './ledger-error.ts';

/**
 * The ledger's migrations, one a version (`PRAGMA user_version`), never changed once released. All times are
 * milliseconds since the epoch.
 */
const MIGRATIONS: readonly string[] = [
  `
  -- A maildrop and the folder it goes to.
  CREATE TABLE mailbox (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
  ) STRICT;

  -- What is known of each message. header: digest of the header, to know a message again without its UID.
  CREATE TABLE message (
    mailbox INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
    uid TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('recorded', 'short', 'marked', 'gone')),
    octets INTEGER NOT NULL,
    header BLOB,
    retrieved_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (mailbox, uid)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    mailbox INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    retrieved INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    octets INTEGER NOT NULL DEFAULT 0,
    error TEXT
  ) STRICT;
  CREATE INDEX session_by_mailbox ON session (mailbox, started_at);
  `,
  `
  -- The folder that the mailbox was last delivered to: another one means that it moved, not that its mail is gone.
  ALTER TABLE mailbox ADD COLUMN folder TEXT;

  -- One more state: of a message that is too large only the header was fetched.
  CREATE TABLE message_2 (
    mailbox INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
    uid TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('recorded', 'short', 'header', 'marked', 'gone')),
    octets INTEGER NOT NULL,
    header BLOB,
    retrieved_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (mailbox, uid)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO message_2 SELECT * FROM message;
  DROP TABLE message;
  ALTER TABLE message_2 RENAME TO message;

  -- What the scheduler remembers of each connection, as JSON.
  CREATE TABLE schedule (
    connection TEXT PRIMARY KEY,
    history TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What each session of a connection did, for people. Written when it ended; one that found nothing leaves no row.
  CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    connection TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    retrieved INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    octets INTEGER NOT NULL,
    -- Its code, and what was said.
    error TEXT,
    message TEXT
  ) STRICT;
  CREATE INDEX run_by_time ON run (started_at);
  CREATE INDEX run_by_connection ON run (connection, started_at);

  -- Until when the user has seen what came to a connection.
  CREATE TABLE seen (
    connection TEXT PRIMARY KEY,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

/** Brings the database to the newest version, each step in its own transaction. */
export function migrate(database: DatabaseSync, path: string): void {
  if (versionOf(database, path) === MIGRATIONS.length) return;
  for (const [index, migration] of MIGRATIONS.entries()) {
    database.exec('BEGIN IMMEDIATE');
    try {
      // Asked again with the lock: another process may have been faster.
      if (index >= versionOf(database, path)) {
        database.exec(`${migration} PRAGMA user_version = ${index + 1};`);
      }
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}

function versionOf(database: DatabaseSync, path: string): number {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version > MIGRATIONS.length) {
    throw new LedgerError(`The ledger ${path} was written by a newer RPOP.`, {
      code: 'ledger-too-new',
      hint: 'Install the newer version again; this one leaves the ledger as it is.',
    });
  }
  return version;
}
