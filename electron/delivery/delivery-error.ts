import type { ErrorCode } from '../../shared/error-codes.ts';
import { RpopError, type ErrorKind } from '../../shared/errors.ts';

/** Mail could not be stored here. It is still on the server. */
export class DeliveryError extends RpopError {
  override readonly kind: ErrorKind = 'local';

  /** What a failed file operation on `path` means for the user. */
  static from(cause: unknown, path: string): DeliveryError {
    if (cause instanceof DeliveryError) return cause;
    const system: NodeJS.ErrnoException = cause instanceof Error ? cause : new Error(String(cause));
    const [code, what, hint] = EXPLANATIONS[system.code ?? ''] ?? [
      'delivery-failed',
      `cannot be written: ${system.message}`,
      'Check the disk and the permissions of the folder.',
    ];
    return new DeliveryError(`${path} ${what}.`, { code, hint: `${hint} ${NOTHING_LOST}`, cause });
  }
}

const NOTHING_LOST = 'What is not stored here stays on the server.';

const EXPLANATIONS: Record<string, readonly [code: ErrorCode, what: string, hint: string] | undefined> = {
  ENOSPC: ['disk-full', 'cannot be written: the disk is full', 'Make room on the disk.'],
  EDQUOT: ['disk-full', 'cannot be written: your disk quota is used up', 'Make room on the disk.'],
  EACCES: ['not-writable', 'cannot be written: permission denied', 'Check the permissions of the folder.'],
  EPERM: ['not-writable', 'cannot be written: not permitted', 'Check the permissions of the folder.'],
  EROFS: ['not-writable', 'cannot be written: the file system is read-only', 'Choose another folder.'],
  EMFILE: ['too-many-files', 'cannot be opened: too many files are open', 'Allow fewer threads or sessions.'],
  ENFILE: ['too-many-files', 'cannot be opened: too many files are open', 'Allow fewer threads or sessions.'],
  ENOENT: [
    'folder-gone',
    'is gone: the folder was removed or renamed',
    'Restore the folder or choose another.',
  ],
  ENOTDIR: ['not-a-folder', 'is not a folder', 'Choose another folder.'],
  EEXIST: ['not-a-folder', 'exists and is not a folder', 'Choose another folder.'],
};
