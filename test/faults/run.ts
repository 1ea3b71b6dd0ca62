/** The long form of the fault runs (`npm run faults -- --runs N --seed S`): see docs/faults.md. */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Dovecot, startDovecot } from '../support/dovecot.ts';
import { faultRun } from './fault-run.ts';
import { killRun } from './kill-run.ts';
import { manyRuns, openDescriptors, strikes } from './many-runs.ts';
import { closingLine, isClean, sumOf, type Verdict } from './verdict.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    kills: { type: 'string' },
    seed: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const kills = Number(values.kills ?? Math.floor(runs / 5));
const seed = Number(values.seed ?? Date.now() % 1_000_000_000);

/** Runs of the line wait most of the time; kills start processes. */
const FAULT_LANES = 16;
const KILL_LANES = 4;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

let ended = 0;

function tell({
  seed: of,
  verdict,
  story,
}: {
  seed: number;
  verdict: Verdict;
  story: readonly string[];
}): void {
  ended += 1;
  if (ended % 100 === 0) say(`${ended} of ${runs + kills}`);
  if (values.verbose || !isClean(verdict)) say(`seed ${of}: ${story.join('\n  ')}`);
}

async function everything(dovecot: Dovecot): Promise<Verdict> {
  say(`SEED=${seed}: ${runs} runs of faults on the line, ${kills} runs with kills`);
  const line = await manyRuns(runs, seed, FAULT_LANES, async (of) => faultRun(of, dovecot), tell);
  const onTheLine = sumOf(line.map(({ verdict }) => verdict));
  say(`faults on the line (${strikes(line)}): ${closingLine(runs, onTheLine)}`);
  const killed = await manyRuns(kills, seed, KILL_LANES, async (of) => killRun(of, dovecot), tell);
  const afterKills = sumOf(killed.map(({ verdict }) => verdict));
  const count = killed.reduce((sum, run) => sum + run.kills, 0);
  say(`kill -9 (${count} kills): ${closingLine(kills, afterKills)}`);
  return sumOf([onTheLine, afterKills]);
}

const startedAt = performance.now();
const before = openDescriptors().length;
const dovecot = await startDovecot();
let verdict: Verdict;
try {
  verdict = await everything(dovecot);
} finally {
  await dovecot.stop();
}
const open = await descriptorsLeft();
if (open.length > before) {
  say(`left open: ${open.join(', ')}`);
  verdict = sumOf([verdict, { lost: 0, doubled: 0, hung: 0, leaked: open.length - before }]);
}
say(`${Math.round((performance.now() - startedAt) / 1000)} s`);
say(closingLine(runs + kills, verdict));
process.exitCode = isClean(verdict) ? 0 : 1;

/** The server's processes close their ends a moment after its own has ended: what is open for good is left. */
async function descriptorsLeft(): Promise<string[]> {
  for (let patience = 50; patience > 0 && openDescriptors().length > before; patience -= 1) await wait(100);
  return openDescriptors();
}
