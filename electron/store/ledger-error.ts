import type { ErrorCode } from '../../shared/error-codes.ts';
import { RpopError, type ErrorKind } from '../../shared/errors.ts';

/** The ledger of what was fetched cannot be used now. Nothing is fetched or deleted without it. */
export class LedgerError extends RpopError {
  override readonly kind: ErrorKind = 'local';

  /** What SQLite's error on the ledger at `path` means for the user (sqlite.org/rescode.html, primary codes). */
  static from(cause: unknown, path: string): LedgerError {
    if (cause instanceof LedgerError) return cause;
    const error = (code: ErrorCode, what: string, hint: string): LedgerError =>
      new LedgerError(`The ledger ${path} ${what}.`, { code, hint, cause });
    switch (isDamage(cause) ? 11 : primaryCode(cause)) {
      case 5: // SQLITE_BUSY
      case 6: // SQLITE_LOCKED
        return error(
          'ledger-locked',
          'is locked by another process',
          'Another RPOP is at work on it: wait for it, or end it. Nothing was lost.',
        );
      case 8: // SQLITE_READONLY
      case 14: // SQLITE_CANTOPEN
        return error(
          'ledger-not-writable',
          'cannot be opened for writing',
          'Check its permissions and its folder, and whether the disk is full.',
        );
      case 11: // SQLITE_CORRUPT, and all that isDamage counts as such
        return error(
          'ledger-damaged',
          'is damaged',
          'The next start sets it aside and rebuilds it from the mail folders. Nothing was lost.',
        );
      case 13: // SQLITE_FULL
        return error(
          'disk-full',
          'cannot grow: the disk is full',
          'Make room on the disk. Nothing was lost.',
        );
      default: {
        const words = cause instanceof Error ? cause.message : String(cause);
        return error('ledger-failed', `failed: ${words}`, 'Check the disk it is on. Nothing was lost.');
      }
    }
  }
}

/** SQLITE_CONSTRAINT_FOREIGNKEY. */
const FOREIGN_KEY = 787;

/** Of SQLITE_ERROR, which is any mistake at all, what says that the tables are others than this program made. */
const OTHER_TABLES =
  /no such (?:table|column|index)|has no column|has \d+ columns but|already exists|duplicate column/;

/**
 * Whether the database is damaged: SQLite says so (SQLITE_CORRUPT, SQLITE_NOTADB), or it has other tables, other types or other
 * contents than this program's constant statements make (SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH). A mistake in
 * how this program uses it is none: a ledger is not set aside for that.
 */
export function isDamage(cause: unknown): boolean {
  const code = primaryCode(cause);
  if (code === 1) return cause instanceof Error && OTHER_TABLES.test(cause.message);
  return code !== undefined && [11, 19, 20, 26].includes(code) && !isDoubtful(cause);
}

/** Damage, or a mailbox that was forgotten by another process while a session was at work on it. */
export function isDoubtful(cause: unknown): boolean {
  return cause instanceof Error && 'errcode' in cause && cause.errcode === FOREIGN_KEY;
}

function primaryCode(cause: unknown): number | undefined {
  if (!(cause instanceof Error) || !('errcode' in cause) || typeof cause.errcode !== 'number')
    return undefined;
  return cause.errcode & 0xff;
}
