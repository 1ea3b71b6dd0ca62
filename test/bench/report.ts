import { table } from '../../electron/cli/table.ts';
import type { CaseResult } from './bench-case.ts';

/** A case's result for people: the table, the targets, and who was left out. */
export function caseText(name: string, title: string, result: CaseResult): string {
  const { columns, rows, verdicts, leftOut } = result;
  const lines = table([['', ...columns], ...rows.map((row) => [row.name, ...row.cells])]);
  const targets = verdicts.map(
    ({ target, measured, met }) => `  ${met ? 'met' : 'NOT MET'}: ${target}; measured ${measured}\n`,
  );
  const missing = leftOut.map((reason) => `  left out: ${reason}\n`);
  return `${name}: ${title}\n${lines}${targets.join('')}${missing.join('')}`;
}
