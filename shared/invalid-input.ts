import type { ErrorCode } from './error-codes.ts';
import type { FieldProblem } from './field-problem.ts';
import { RpopError, type ErrorKind, type ErrorReport } from './errors.ts';

/** Something the user gave is not right: which fields, and why each. Nothing was changed. */
export class InvalidInputError extends RpopError {
  override readonly kind: ErrorKind = 'usage';
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[], code: ErrorCode = 'invalid-input') {
    super(problems.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join(' '), {
      code,
      hint: 'Correct it and try again; nothing was changed.',
    });
    this.problems = problems;
  }

  override report(): ErrorReport {
    return { ...super.report(), problems: this.problems };
  }
}
