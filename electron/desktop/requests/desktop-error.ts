import { type ErrorKind, RpopError } from '../../../shared/errors.ts';

/** What the window asked of the desktop could not be done. */
export class DesktopError extends RpopError {
  override readonly kind: ErrorKind = 'local';
}
