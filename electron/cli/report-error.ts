import { RpopError } from '../../shared/errors.ts';
import { printable, printableJson } from '../../shared/printable.ts';
import { EXIT_STATUS } from './exit-status.ts';

/** Shows what went wrong, for people or as JSON, and returns the exit status. What is no RpopError is thrown on. */
export function reportError(error: unknown, { json }: { json?: true | undefined }): number {
  if (!(error instanceof RpopError)) throw error;
  const { kind, message, hint, serverText } = error.report();
  if (json) {
    process.stdout.write(`${printableJson({ type: 'error', ...error.report() })}\n`);
  } else {
    const lines = [`error: ${message}`];
    if (serverText) lines.push(`  the server said: ${serverText}`);
    lines.push(`  ${hint}`);
    process.stderr.write(lines.map((line) => `rpop: ${printable(line)}\n`).join(''));
  }
  return EXIT_STATUS[kind];
}
