/** The bounded form of `npm run faults`: see docs/faults.md. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dovecot, dovecotMissing, startDovecot } from '../support/dovecot.ts';
import { FAULT_KINDS } from './fault.ts';
import { faultRun } from './fault-run.ts';
import { killRun } from './kill-run.ts';
import { manyRuns } from './many-runs.ts';
import { closingLine, isClean, NOTHING_WRONG, sumOf, type Verdict } from './verdict.ts';

const missing = dovecotMissing();
const seed = Number(process.env['SEED'] ?? 2026);
const RUNS = 40;
const KILL_RUNS = 4;
/** Most of it is waiting for timeouts; a busy machine takes longer. */
const PATIENCE_MS = 240_000;

describe.skipIf(missing !== undefined)(
  `with Dovecot${missing === undefined ? '' : ` (${missing})`} (SEED=${seed})`,
  () => {
    let dovecot: Dovecot;
    beforeAll(async () => {
      dovecot = await startDovecot();
    });
    afterAll(async () => {
      await dovecot.stop();
    });

    const judge = (
      results: readonly { seed: number; verdict: Verdict; story: readonly string[] }[],
    ): void => {
      const bad = results.filter(({ verdict }) => !isClean(verdict));
      const stories = bad.map((result) => `seed ${result.seed}: ${result.story.join('\n  ')}`).join('\n');
      const verdict = sumOf(results.map((result) => result.verdict));
      process.stdout.write(`${closingLine(results.length, verdict)}\n`);
      expect(verdict, stories).toEqual(NOTHING_WRONG);
    };

    it(
      `${RUNS} runs with faults on the line lose and double nothing, and nothing hangs or is left`,
      { timeout: PATIENCE_MS },
      async () => {
        const results = await manyRuns(
          RUNS,
          seed,
          12,
          async (of) => faultRun(of, dovecot),
          () => undefined,
        );
        judge(results);
        expect(new Set(results.flatMap(({ struck }) => struck))).toEqual(new Set(FAULT_KINDS));
      },
    );

    it(
      `${KILL_RUNS} runs with kills at random moments lose and double nothing`,
      { timeout: PATIENCE_MS },
      async () => {
        const results = await manyRuns(
          KILL_RUNS,
          seed,
          3,
          async (of) => killRun(of, dovecot),
          () => undefined,
        );
        judge(results);
        expect(results.reduce((sum, { kills }) => sum + kills, 0)).toBeGreaterThan(0);
      },
    );
  },
);
