/**
 * `npm run fuzz:grow -- [--inputs 3000] [--seed 1] [--target NAME]`: looks for inputs that lead to code which no input of
 * the corpus leads to, as V8 counts it, and keeps them in test/fuzz/corpus. Slow, since it looks after every input; what
 * it finds is what `npm run fuzz` starts from.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mutated } from './mutate.ts';
import { Random, seedOf } from './random.ts';
import { shrunk } from './shrink.ts';
import type { FuzzTarget } from './target.ts';
import { CORPUS, corpusOf, TARGETS } from './targets.ts';

const OURS = /\/(?:electron|shared)\//;

/** The parts of our code that ran since the last call, each once. */
function partsIn({ result }: Profiler.TakePreciseCoverageReturnType): Set<string> {
  const parts = new Set<string>();
  for (const { url, functions } of result) {
    if (!OURS.test(url)) continue;
    for (const { ranges } of functions) {
      for (const { count, startOffset, endOffset } of ranges) {
        if (count > 0) parts.add(`${url}:${startOffset}:${endOffset}`);
      }
    }
  }
  return parts;
}

async function grow(target: FuzzTarget, session: Session, inputs: number, seed: number): Promise<number> {
  const seen = new Set<string>();
  const run = async (input: Buffer): Promise<Set<string>> => {
    // What breaks the target is for `npm run fuzz` to find.
    await Promise.resolve(target.run(input)).catch(() => undefined);
    return partsIn(await session.post('Profiler.takePreciseCoverage'));
  };
  const corpus = corpusOf(target);
  for (const input of corpus) for (const part of await run(input)) seen.add(part);
  let found = 0;
  for (let index = 0; index < inputs; index += 1) {
    const input = mutated(corpus, new Random(seedOf(seed, target.name, index)));
    const fresh = [...(await run(input))].filter((part) => !seen.has(part));
    if (fresh.length === 0) continue;
    const smallest = await shrunk(input, async (smaller) => {
      const parts = await run(smaller);
      return fresh.every((part) => parts.has(part));
    });
    for (const part of fresh) seen.add(part);
    corpus.push(smallest);
    found += 1;
    mkdirSync(fileURLToPath(new URL(`${target.name}/`, CORPUS)), { recursive: true });
    const name = createHash('sha256').update(smallest).digest('hex').slice(0, 16);
    writeFileSync(new URL(`${target.name}/${name}`, CORPUS), smallest);
  }
  return found;
}

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string' },
  },
});
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
for (const target of TARGETS) {
  if (values.target !== undefined && target.name !== values.target) continue;
  const found = await grow(target, session, Number(values.inputs), Number(values.seed));
  process.stdout.write(`${target.name}: ${found} inputs kept\n`);
}
session.disconnect();
