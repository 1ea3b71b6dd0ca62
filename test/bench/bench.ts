/** `npm run bench`: RPOP beside its peers and beside the limit, on a Dovecot of its own. `-- --help` says how. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchCase } from './bench-case.ts';
import { startBenchServer } from './bench-server.ts';
import { hugeMessageCase } from './cases/huge-message.ts';
import { idleService } from './cases/idle-service.ts';
import { clear, tls } from './cases/loopback.ts';
import { manyMailboxes } from './cases/many-mailboxes.ts';
import { nothingNew } from './cases/nothing-new.ts';
import { noPipelining, roundTrip } from './cases/round-trip.ts';
import { startUp } from './cases/start-up.ts';
import type { Contender } from './contender.ts';
import { fetchmail } from './contenders/fetchmail.ts';
import { getmail } from './contenders/getmail.ts';
import { limit } from './contenders/limit.ts';
import { mpop } from './contenders/mpop.ts';
import { nodePop3 } from './contenders/node-pop3.ts';
import { rpop } from './contenders/rpop.ts';
import { describeMachine, machineText } from './machine.ts';
import { type BenchOptions, parseOptions } from './options.ts';
import { caseText } from './report.ts';

const CASES: readonly BenchCase[] = [
  startUp,
  clear,
  tls,
  roundTrip,
  manyMailboxes,
  hugeMessageCase,
  idleService,
  nothingNew,
  noPipelining,
];
const CONTENDERS: readonly Contender[] = [rpop, limit, mpop, fetchmail, getmail, nodePop3];

const HELP = `npm run bench -- [case…] [--quick] [--json] [--rounds N] [--against mpop,limit,…]

Cases: ${CASES.map(({ name }) => name).join(', ')}; all of them when none is named.
Contenders: ${CONTENDERS.map(({ name }) => name).join(', ')}; those that are not installed are left out.
--quick is a smaller version of every case, to see that it works: targets are not judged.
--json prints one JSON document instead of tables. Progress goes to standard error.
`;

/** Runs the chosen cases. Returns what is to be printed. */
async function bench(options: BenchOptions): Promise<string> {
  const { quick, rounds, json } = options;
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const machine = describeMachine();
  if (!json) process.stdout.write(machineText(machine));
  const root = mkdtempSync(join(tmpdir(), 'rpop-bench-'));
  // A contender that delivers as another user has to pass.
  chmodSync(root, 0o711);
  const server = await startBenchServer();
  const results: object[] = [];
  try {
    for (const { name, title, run } of CASES) {
      if (options.cases.length > 0 && !options.cases.includes(name)) continue;
      say(`${name}…`);
      const folder = join(root, name);
      mkdirSync(folder);
      const contenders = CONTENDERS.filter(
        (each) => each === rpop || (options.contenders?.includes(each.name) ?? true),
      );
      const result = await run({ server, contenders, quick, rounds, folder, say });
      results.push({ name, title: title(quick), ...result });
      if (!json) process.stdout.write(`\n${caseText(name, title(quick), result, quick)}`);
    }
  } finally {
    await server.dovecot.stop();
    // Only now: a file system that has just removed many files makes new ones slowly.
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
  return json ? `${JSON.stringify({ machine, quick, rounds, results }, undefined, 2)}\n` : '';
}

const options = parseOptions(
  process.argv.slice(2),
  CASES.map(({ name }) => name),
);
process.stdout.write(options.help ? HELP : await bench(options));
