import type { ErrorCode } from './error-codes.ts';
import { RpopError, type ErrorKind, type ErrorReport } from './errors.ts';
import type { FieldProblem } from './field-problem.ts';

/** An error that crossed a boundary as a report, an error again. */
export class ReportedError extends RpopError {
  override readonly kind: ErrorKind;
  readonly problems: readonly FieldProblem[] | undefined;

  constructor({ kind, message, code, hint, serverText, problems }: ErrorReport) {
    // One of another version's codes is shown as it is, like those of this one.
    super(message, { code: code as ErrorCode, hint, serverText });
    this.kind = kind;
    this.problems = problems;
  }

  override report(): ErrorReport {
    const report = super.report();
    return this.problems === undefined ? report : { ...report, problems: this.problems };
  }
}
