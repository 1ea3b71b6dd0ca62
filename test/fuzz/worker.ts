/** Runs inputs of one target in a thread of its own, where the one who started it sees that it goes on. */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { mutated } from './mutate.ts';
import { Random, seedOf } from './random.ts';
import { shrunk } from './shrink.ts';
import { corpusOf, TARGETS } from './targets.ts';

export interface FuzzWork {
  readonly target: string;
  readonly seed: number;
  /** The inputs from here on; with corpus, first those that it holds. */
  readonly from: number;
  readonly to: number;
  /** Where the number of the input that runs now is kept. */
  readonly current: Int32Array<SharedArrayBuffer>;
}

export type FuzzReport =
  | { readonly type: 'crash'; readonly index: number; readonly words: string; readonly input: Buffer }
  /** Octets in use that were not before, garbage left out. */
  | { readonly type: 'done'; readonly growth: number };

/** After so many crashes there is enough to do. */
const MOST_CRASHES = 5;
/** Inputs until all code is compiled and all caches are filled. */
const WARM_UP = 20_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void; // what the flag exposes

async function octetsInUse(): Promise<number> {
  await setImmediate();
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function work({ target: name, seed, from, to, current }: FuzzWork): Promise<void> {
  const target = TARGETS.find((each) => each.name === name);
  if (target === undefined) throw new Error(`There is no target ${name}.`);
  const corpus = corpusOf(target);
  const breaks = async (input: Buffer): Promise<string | undefined> => {
    try {
      await target.run(input);
      return undefined;
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  };
  let crashes = 0;
  let before: number | undefined;
  for (let index = from; index < to && crashes < MOST_CRASHES; index += 1) {
    if (index - from === Math.min(WARM_UP, Math.floor((to - from) / 2))) before = await octetsInUse();
    Atomics.store(current, 0, index);
    // What was put off until later (by sockets, mostly) would wait for the end of it all, and count as growth.
    if (index % 256 === 0) await setImmediate();
    const input = mutated(corpus, new Random(seedOf(seed, name, index)));
    try {
      const running = target.run(input);
      if (running !== undefined) await running;
    } catch {
      crashes += 1;
      const words = (await breaks(input)) ?? 'It broke once and not again.';
      const smallest = await shrunk(input, async (smaller) => (await breaks(smaller)) === words);
      report({ type: 'crash', index, words, input: smallest });
    }
  }
  report({ type: 'done', growth: before === undefined ? 0 : (await octetsInUse()) - before });
}

function report(message: FuzzReport): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  parentPort?.postMessage(message);
}

// What starts this thread gives it such work.
if (!isMainThread) await work(workerData as FuzzWork);
