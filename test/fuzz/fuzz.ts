/**
 * `npm run fuzz -- --inputs 1000000 --seed 1 [--threads 1] [--target NAME]`: inputs like those of the corpus, in equal parts for all
 * targets. Each is determined by seed, target and number, so that any run can be repeated. What breaks a target is made
 * small and kept in test/fuzz/corpus; every later run, and every `npm test`, begins with it.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { CORPUS, TARGETS } from './targets.ts';
import type { FuzzReport, FuzzWork } from './worker.ts';

/** An input that takes longer hangs. Generous: the computer may have other things to do. */
const HANG_MS = 20_000;
/** More memory than this after a run, garbage left out, is growth. */
const MOST_GROWTH = 4 * 1024 * 1024;

const MIB = 1024 * 1024;

interface Outcome {
  readonly inputs: number;
  readonly crashes: number;
  readonly hangs: number;
  readonly growth: number;
}

function keep(target: string, input: Buffer): string {
  const folder = fileURLToPath(new URL(target, CORPUS));
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${createHash('sha256').update(input).digest('hex').slice(0, 16)}`;
  writeFileSync(path, input);
  return path;
}

/** One thread's work on one target, until it is done or hangs. */
function runIn(work: FuzzWork): Promise<{ crashes: number; growth: number; hungAt: number | undefined }> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: work });
  const { promise, resolve, reject } = Promise.withResolvers<{
    crashes: number;
    growth: number;
    hungAt: number | undefined;
  }>();
  let crashes = 0;
  let last = -1;
  const watch = setInterval(() => {
    const index = Atomics.load(work.current, 0);
    if (index === last) {
      void worker.terminate();
      resolve({ crashes, growth: 0, hungAt: index });
    }
    last = index;
  }, HANG_MS);
  worker.on('message', (report: FuzzReport) => {
    if (report.type === 'done') {
      resolve({ crashes, growth: report.growth, hungAt: undefined });
      return;
    }
    crashes += 1;
    const path = keep(work.target, Buffer.from(report.input));
    process.stdout.write(
      `${work.target}: input ${report.index} of seed ${work.seed}: ${report.words}\n  ${path}\n`,
    );
  });
  worker.once('error', reject);
  return promise.finally(() => {
    clearInterval(watch);
  });
}

async function fuzz(target: string, seed: number, inputs: number): Promise<Outcome> {
  const current = new Int32Array(new SharedArrayBuffer(4));
  let [crashes, hangs, growth] = [0, 0, 0];
  for (let from = 0; from < inputs;) {
    const part = await runIn({ target, seed, from, to: inputs, current });
    crashes += part.crashes;
    growth = Math.max(growth, part.growth);
    if (part.hungAt === undefined) break;
    hangs += 1;
    process.stdout.write(`${target}: input ${part.hungAt} of seed ${seed} takes over ${HANG_MS / 1000} s\n`);
    from = part.hungAt + 1;
  }
  return { inputs, crashes, hangs, growth };
}

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '1' },
    target: { type: 'string' },
  },
});
const chosen = TARGETS.filter(({ name }) => values.target === undefined || name === values.target);
const share = Math.ceil(Number(values.inputs) / chosen.length);
const seed = Number(values.seed);
if (chosen.length === 0 || !Number.isSafeInteger(share) || !Number.isSafeInteger(seed)) {
  process.stderr.write(`fuzz: targets are ${TARGETS.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}

const begun = performance.now();
const outcomes: Outcome[] = [];
const queue = chosen.values();
const lane = async (): Promise<void> => {
  for (const { name } of queue) outcomes.push(await fuzzAndTell(name));
};
await Promise.all(Array.from({ length: Number(values.threads) }, lane));

async function fuzzAndTell(name: string): Promise<Outcome> {
  const from = performance.now();
  const outcome = await fuzz(name, seed, share);
  const rate = Math.round(outcome.inputs / ((performance.now() - from) / 1000));
  const growth = `${(outcome.growth / MIB).toFixed(2)} MiB`;
  process.stdout.write(
    `${name}: ${outcome.inputs} inputs, ${outcome.crashes} crashes, ${outcome.hangs} hangs, heap ${growth}, ${rate} a second\n`,
  );
  return outcome;
}

const sum = (of: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, each) => total + of(each), 0);
const grown = Math.max(...outcomes.map(({ growth }) => growth));
process.stdout.write(
  `${sum(({ inputs }) => inputs)} inputs over ${chosen.length} targets (seed ${seed}): ` +
    `${sum(({ crashes }) => crashes)} crashes, ${sum(({ hangs }) => hangs)} hangs, ` +
    `heap growth at most ${(grown / MIB).toFixed(2)} MiB, ${((performance.now() - begun) / 1000).toFixed(0)} s\n`,
);
if (sum(({ crashes, hangs }) => crashes + hangs) > 0 || grown > MOST_GROWTH) process.exitCode = 1;
