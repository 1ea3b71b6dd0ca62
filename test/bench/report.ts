import { table } from '../../electron/cli/table.ts';
import type { CaseResult } from './bench-case.ts';

/**
 * A case's result for people: the table, the targets, and who was left out. A quick run is too small for its figures
 * to say whether a target is met.
 */
export function caseText(name: string, title: string, result: CaseResult, quick: boolean): string {
  const { columns, rows, verdicts, leftOut } = result;
  const lines = table([['', ...columns], ...rows.map((row) => [row.name, ...row.cells])]);
  const targets = verdicts.map(
    ({ target, measured, met }) =>
      `  ${quick ? 'not judged' : met ? 'met' : 'NOT MET'}: ${target}; measured ${measured}\n`,
  );
  const missing = leftOut.map((reason) => `  left out: ${reason}\n`);
  return `${name}: ${title}\n${lines}${targets.join('')}${missing.join('')}`;
}
