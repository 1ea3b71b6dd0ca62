import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RpopError, type ErrorKind } from '../../shared/errors.ts';
import { makeDurable } from './durable-directory.ts';

/** Another process owns the data folder. */
export class OwnedError extends RpopError {
  override readonly kind: ErrorKind = 'local';

  constructor(folder: string) {
    super(`Another RPOP is at work on ${folder}.`, {
      code: 'already-running',
      hint: 'One at a time owns the schedule: use that one ("rpop status" shows what it does), or end it.',
    });
  }
}

/**
 * Makes this process the owner of the data folder, until it ends in whatever way or calls what is returned. The lock is SQLite's
 * on a file of its own: the system lifts it when the process dies. Throws OwnedError.
 */
export async function acquireOwnership(folder: string): Promise<() => void> {
  await makeDurable(folder);
  const database = new DatabaseSync(join(folder, 'owner.lock'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const errcode = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
    if (errcode === 5) throw new OwnedError(folder);
    throw error;
  }
  return () => {
    database.close();
  };
}
