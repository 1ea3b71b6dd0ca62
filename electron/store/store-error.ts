import { RpopError, type ErrorKind } from '../../shared/errors.ts';

/** A document of the data folder could not be read or written. What was there before is still there. */
export class StoreError extends RpopError {
  override readonly kind: ErrorKind = 'local';

  static from(cause: unknown, path: string, what: 'read' | 'written' | 'set aside'): StoreError {
    if (cause instanceof StoreError) return cause;
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      return new StoreError(`${path} could not be ${what}: the disk is full.`, {
        code: 'disk-full',
        hint: 'Make room on the disk. What was there before is unchanged.',
        cause,
      });
    }
    const words = cause instanceof Error ? cause.message : String(cause);
    return new StoreError(`${path} could not be ${what}: ${words}`, {
      code: 'document-failed',
      hint: 'Check the permissions of the file and its folder. What was there before is unchanged.',
      cause,
    });
  }
}
