/**
 * What can go wrong, as the user meets it. Every error that crosses a boundary (command line, IPC, log) is an
 * `RpopError`: a stable code, a sentence that says what happened, a hint that says what to do, and, where there
 * was one, the server's own words.
 */

import type { ErrorCode } from './error-codes.ts';
import type { FieldProblem } from './field-problem.ts';

/** The broad kinds; each has one exit status on the command line. */
export type ErrorKind =
  'usage' | 'authentication' | 'connection' | 'tls' | 'local' | 'protocol' | 'refused' | 'cancelled';

export interface ErrorDetails {
  readonly code: ErrorCode;
  /** What the user can do about it, one sentence. */
  readonly hint: string;
  /** The server's own words, escaped for display by whoever shows them. */
  readonly serverText?: string | undefined;
  readonly cause?: unknown;
}

/** The form in which an error crosses a boundary: no stack, no cause. */
export interface ErrorReport {
  /** An ErrorCode, or one of another version of RPOP. */
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
  readonly code: ErrorCode;
  readonly hint: string;
  readonly serverText: string | undefined;

  constructor(message: string, details: ErrorDetails) {
    super(message, { cause: details.cause });
    this.name = new.target.name;
    this.code = details.code;
    this.hint = details.hint;
    this.serverText = details.serverText;
  }

  /** The same error with `hide` applied to its words: a server may have put a secret into them. */
  redacted(hide: (text: string) => string): this {
    const { message, hint, serverText } = this;
    const words = {
      message: hide(message),
      hint: hide(hint),
      serverText: serverText === undefined ? undefined : hide(serverText),
    };
    if (words.message === message && words.hint === hint && words.serverText === serverText) return this;
    const prototype: unknown = Object.getPrototypeOf(this);
    // A copy with the prototype and the properties of this error is of its type.
    const copy = Object.create(prototype as object, Object.getOwnPropertyDescriptors(this)) as this;
    return Object.defineProperties(copy, {
      message: { value: words.message },
      hint: { value: words.hint },
      serverText: { value: words.serverText },
      // They have the words as they were.
      stack: { value: undefined },
      cause: { value: undefined },
    });
  }

  report(): ErrorReport {
    const { code, kind, message, hint, serverText } = this;
    return serverText === undefined
      ? { code, kind, message, hint }
      : { code, kind, message, hint, serverText };
  }
}
