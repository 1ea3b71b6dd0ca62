import type { z } from 'zod';

/** One field of a form or document that is not right, and why, in words for people. */
export interface FieldProblem {
  /** The path in the document: `port`, `afterTransfer.days`; empty for the document as a whole. */
  readonly field: string;
  readonly message: string;
}

export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }));
}
