import { printableJson } from '../../shared/printable.ts';

/** One object as one line on standard output. */
export function printJson(value: object): void {
  process.stdout.write(`${printableJson(value)}\n`);
}
