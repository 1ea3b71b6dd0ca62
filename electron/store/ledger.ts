import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeDurable } from './durable-directory.ts';
import { FolderLedger } from './folder-ledger.ts';
import { isDamage, isDoubtful, LedgerError } from './ledger-error.ts';
import { migrate } from './ledger-schema.ts';
import { MailboxLedger } from './mailbox-ledger.ts';
import { RunHistory } from './run-history.ts';
import { ScheduleLedger } from './schedule-ledger.ts';
import { unhurried } from './unhurried.ts';

/** How long to wait for another process's transaction, in milliseconds. */
const BUSY_MS = 5_000;

export interface LedgerOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told when a damaged ledger was set aside, and where it is now. */
  readonly onSetAside: (aside: string) => void;
  readonly busyMs?: number;
}

/**
 * What was seen, fetched and deleted (SQLite, WAL). Everything throws LedgerError. One connection a thread; several
 * processes may use it.
 */
export class Ledger {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #now: () => number;

  private constructor(database: DatabaseSync, path: string, now: () => number) {
    this.#database = database;
    this.#path = path;
    this.#now = now;
  }

  /**
   * Opens or creates the ledger. A damaged one is set aside, never deleted, and a new one begun: also one that opens well, but
   * in which damage was met since it was opened before.
   */
  static async open(path: string, options: LedgerOptions): Promise<Ledger> {
    const { now, onSetAside, busyMs = BUSY_MS } = options;
    try {
      await makeDurable(dirname(path));
      const suspicion = suspicionOf(path);
      if (suspicion !== 'damaged') return new Ledger(openDatabase(path, busyMs, suspicion), path, now);
    } catch (error) {
      if (!isDamage(error)) throw LedgerError.from(error, path);
    }
    onSetAside(setAside(path, now()));
    try {
      return new Ledger(openDatabase(path, busyMs), path, now);
    } catch (error) {
      throw LedgerError.from(error, path);
    }
  }

  /** Opens the ledger that another thread keeps, to look things up: nothing is written, repaired or set aside. */
  static openToRead(path: string): Ledger {
    try {
      const database = new DatabaseSync(path, { timeout: BUSY_MS, readOnly: true });
      return new Ledger(database, path, Date.now);
    } catch (error) {
      throw LedgerError.from(error, path);
    }
  }

  /** The part of one mailbox. `key` tells it from all others for ever. */
  mailbox(key: string): MailboxLedger {
    return this.#guard(() => {
      const find = this.#database.prepare('SELECT id FROM mailbox WHERE key = ?');
      if (find.get(key) === undefined) {
        const insert = this.#database.prepare('INSERT INTO mailbox (key) VALUES (?) ON CONFLICT DO NOTHING');
        // Worth nothing before its first session, and that is flushed.
        unhurried(this.#database, () => insert.run(key));
      }
      const id = Number(find.get(key)?.['id']);
      return new MailboxLedger(this.#database, id, this.#now, (work) => this.#guard(work));
    });
  }

  /** The part of a mailbox that something was remembered of before; nothing is written. */
  existingMailbox(key: string): MailboxLedger | undefined {
    return this.#guard(() => {
      const row = this.#database.prepare('SELECT id FROM mailbox WHERE key = ?').get(key);
      if (row === undefined) return undefined;
      return new MailboxLedger(this.#database, Number(row['id']), this.#now, (work) => this.#guard(work));
    });
  }

  /** What came to which folder. */
  folders(): FolderLedger {
    return new FolderLedger(this.#database, (work) => this.#guard(work));
  }

  /** What the sessions did; the newest `most` of them, where that is given. */
  runs(most?: number): RunHistory {
    return new RunHistory(this.#database, this.#now, (work) => this.#guard(work), most);
  }

  /** What the scheduler remembers of the connections. */
  schedule(): ScheduleLedger {
    return new ScheduleLedger(this.#database, (work) => this.#guard(work));
  }

  /** Makes all that is written in `work` durable at once: it must not wait for anything. */
  together(work: () => void): void {
    this.#guard(() => {
      // Deferred: where nothing is written, nothing is locked.
      this.#database.exec('BEGIN');
      try {
        work();
        // A full disk ends a transaction by itself, and whoever wrote was told.
        if (this.#database.isTransaction) this.#database.exec('COMMIT');
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** Forgets all about a mailbox: what the server still has counts as new again. */
  forget(key: string): void {
    this.#guard(() => {
      this.#database.prepare('DELETE FROM mailbox WHERE key = ?').run(key);
    });
  }

  close(): void {
    this.#guard(() => {
      this.#database.close();
    });
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (isDamage(error)) suspect(this.#path, 'damaged');
      else if (isDoubtful(error)) suspect(this.#path, 'doubtful');
      throw LedgerError.from(error, this.#path);
    }
  }
}

/** What was met in the ledger since it was opened before. */
type Suspicion = 'damaged' | 'doubtful';

const suspicionFile = (path: string): string => `${path}.suspect`;

function suspicionOf(path: string): Suspicion | undefined {
  if (!existsSync(suspicionFile(path))) return undefined;
  return readFileSync(suspicionFile(path), 'utf8') === 'doubtful' ? 'doubtful' : 'damaged';
}

function suspect(path: string, suspicion: Suspicion): void {
  try {
    writeFileSync(suspicionFile(path), suspicion, { mode: 0o600 });
  } catch {
    // What was met itself is what the user is told of; the next session meets it again.
  }
}

function openDatabase(path: string, busyMs: number, suspicion?: Suspicion): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyMs });
  try {
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    migrate(database, path);
    // After a crash, or after damage was met, everything is looked at once; after a clean end it is trusted.
    if (hasUnfinishedSession(database)) check(database, 'quick_check');
    if (suspicion === 'doubtful') {
      check(database, 'integrity_check');
      rmSync(suspicionFile(path), { force: true });
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Throws as SQLite does where it meets damage. */
function check(database: DatabaseSync, how: 'quick_check' | 'integrity_check'): void {
  const verdict = database.prepare(`PRAGMA ${how}(1)`).get()?.[how];
  if (verdict !== 'ok') throw Object.assign(new Error(`${how}: ${String(verdict)}`), { errcode: 11 });
}

function hasUnfinishedSession(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM session WHERE ended_at IS NULL LIMIT 1').get() !== undefined;
}

function setAside(path: string, now: number): string {
  const aside = `${path}.damaged-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  try {
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
    }
    rmSync(suspicionFile(path), { force: true });
  } catch (error) {
    throw new LedgerError(`The ledger ${path} is damaged and cannot be set aside.`, {
      code: 'ledger-damaged',
      hint: 'Check the permissions of its folder.',
      cause: error,
    });
  }
  return aside;
}
