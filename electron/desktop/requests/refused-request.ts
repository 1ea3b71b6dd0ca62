import { type ErrorKind, RpopError } from '../../../shared/errors.ts';

/** The window asked for something that it may not have, or in a way in which our pages never ask. Nothing was done. */
export class RefusedRequestError extends RpopError {
  override readonly kind: ErrorKind = 'refused';

  constructor(code: 'request-refused' | 'input-refused' | 'no-such-request', why: string) {
    super(`A request of the window was refused: ${why}.`, {
      code,
      hint: 'Nothing was done. Restart RPOP; if it happens again, please report it.',
    });
  }
}
