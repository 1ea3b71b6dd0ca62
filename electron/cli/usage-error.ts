import { RpopError, type ErrorKind } from '../../shared/errors.ts';

/** The command line was not understood. */
export class UsageError extends RpopError {
  override readonly kind: ErrorKind = 'usage';

  constructor(message: string, hint: string) {
    super(message, { code: 'usage', hint });
  }
}
