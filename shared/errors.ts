/**
 * What can go wrong, as the user meets it. Every error that crosses a boundary (command line, IPC, log) is an
 * `RpopError`: a stable code, a sentence that says what happened, a hint that says what to do, and, where there
 * was one, the server's own words.
 */

import type { FieldProblem } from './field-problem.ts';

/** The broad kinds; each has one exit status on the command line. */
export type ErrorKind =
  'usage' | 'authentication' | 'connection' | 'tls' | 'local' | 'protocol' | 'refused' | 'cancelled';

export interface ErrorDetails {
  /** Stable, kebab-case, documented in docs/errors.md. */
  readonly code: string;
  /** What the user can do about it, one sentence. */
  readonly hint: string;
  /** The server's own words, escaped for display by whoever shows them. */
  readonly serverText?: string | undefined;
  readonly cause?: unknown;
}

/** The form in which an error crosses a boundary: no stack, no cause. */
export interface ErrorReport {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly message: string;
  readonly hint: string;
  readonly serverText?: string;
  /** For `usage`: the fields that are not right. */
  readonly problems?: readonly FieldProblem[];
}

export abstract class RpopError extends Error {
  abstract readonly kind: ErrorKind;
  readonly code: string;
  readonly hint: string;
  readonly serverText: string | undefined;

  constructor(message: string, details: ErrorDetails) {
    super(message, { cause: details.cause });
    this.name = new.target.name;
    this.code = details.code;
    this.hint = details.hint;
    this.serverText = details.serverText;
  }

  report(): ErrorReport {
    const { code, kind, message, hint, serverText } = this;
    return serverText === undefined
      ? { code, kind, message, hint }
      : { code, kind, message, hint, serverText };
  }
}
