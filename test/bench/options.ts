import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Names of cases; all of them when there are none. */
  readonly cases: readonly string[];
  /** Names of contenders besides RPOP; all of them when undefined. */
  readonly contenders: readonly string[] | undefined;
  readonly quick: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly rounds: number;
}

const ROUNDS = 5;
const QUICK_ROUNDS = 1;

/** Parses the command line. Throws Error with a sentence for the user. */
export function parseOptions(args: readonly string[], knownCases: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      rounds: { type: 'string' },
      against: { type: 'string' },
    },
  });
  const unknown = positionals.find((name) => !knownCases.includes(name));
  if (unknown !== undefined) throw new Error(`There is no case "${unknown}": ${knownCases.join(', ')}.`);
  const rounds = Number(values.rounds ?? (values.quick ? QUICK_ROUNDS : ROUNDS));
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) throw new Error('Rounds are 1 to 100.');
  return {
    cases: positionals,
    contenders: values.against?.split(','),
    quick: values.quick,
    json: values.json,
    help: values.help,
    rounds,
  };
}
