/** The bounded form of `npm run fuzz`: the corpus, and some thousand inputs like it, the same in every run. */
import { describe, expect, it } from 'vitest';
import { mutated } from '../fuzz/mutate.ts';
import { Random, seedOf } from '../fuzz/random.ts';
import { shrunk } from '../fuzz/shrink.ts';
import { corpusOf, TARGETS } from '../fuzz/targets.ts';

const INPUTS = 2_000;
const SEED = 1;

describe.each(TARGETS.map((target) => [target.name, target] as const))('%s', (name, target) => {
  const corpus = corpusOf(target);

  it('keeps its promises for the corpus', async () => {
    for (const input of corpus) await target.run(input);
    expect(corpus.length).toBeGreaterThan(0);
  });

  it(`keeps its promises for ${INPUTS} inputs like those of the corpus`, async () => {
    const broken: string[] = [];
    for (let index = 0; index < INPUTS && broken.length === 0; index += 1) {
      const input = mutated(corpus, new Random(seedOf(SEED, name, index)));
      const words = await breaks(input);
      if (words === undefined) continue;
      const smallest = await shrunk(input, async (smaller) => (await breaks(smaller)) === words);
      broken.push(`${words}\n${JSON.stringify(smallest.toString('latin1'))}`);
    }
    expect(broken).toEqual([]);
  });

  /** What the input breaks; undefined where it breaks nothing. */
  async function breaks(input: Buffer): Promise<string | undefined> {
    try {
      await target.run(input);
      return undefined;
    } catch (error) {
      return String(error);
    }
  }
});
