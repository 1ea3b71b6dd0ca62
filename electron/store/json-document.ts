import type { z } from 'zod';
import { fieldProblems } from '../../shared/field-problem.ts';
import type { DocumentFile } from './document-file.ts';

/** The file is there, but what is in it is not what it should be. */
export class DocumentError extends Error {
  static from(error: z.ZodError): DocumentError {
    const [problem] = fieldProblems(error);
    return new DocumentError(`${problem?.field ?? ''}: ${problem?.message ?? ''}`);
  }
}

/** A file of JSON for lowdb. Reading throws DocumentError for what `parse` does not take, and StoreError. */
export function jsonDocument<T>(
  file: DocumentFile,
  parse: (json: unknown) => T,
): { read: () => Promise<T | null>; write: (document: T) => Promise<void> } {
  return {
    read: async () => {
      const text = await file.read();
      if (text === null) return null;
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch (error) {
        throw new DocumentError(error instanceof Error ? error.message : String(error));
      }
      return parse(json);
    },
    write: (document) => file.write(`${JSON.stringify(document, undefined, 2)}\n`),
  };
}
