import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender, MailboxToFetch } from './contender.ts';
import { type ProcessRun, runWholeProcess } from './whole-process.ts';

/** What a contender did in each round; undefined for a round that it sat out. */
export interface Entry {
  readonly name: string;
  readonly flushes: string;
  readonly runs: readonly (ProcessRun | undefined)[];
  /** Why it has no figures: it is missing, or a run of it went wrong. */
  readonly failure: string | undefined;
}

export interface RaceOptions {
  readonly mailbox: MailboxToFetch;
  readonly contenders: readonly Contender[];
  readonly rounds: number;
  /** Nobody is waited for long. */
  readonly quick: boolean;
  /** Everything that is left behind goes below it. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** A contender whose run takes longer takes part in two rounds only. In seconds. */
const PATIENCE = 8;
const ROUNDS_OF_THE_SLOW = 2;

/** A run is ended after so long. */
const timeoutMs = (quick: boolean): number => (quick ? 15_000 : 150_000);

/**
 * Runs the contenders in alternation, each into a new folder. A run counts only if it ended well and delivered every
 * message: a contender that did not is reported as failed, and its times are not.
 */
export async function race(options: RaceOptions): Promise<Entry[]> {
  const { contenders, rounds, mailbox, say } = options;
  const entries = contenders.map((contender) => ({
    contender,
    runs: [] as (ProcessRun | undefined)[],
    failure: contender.missing(),
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const entry of entries) {
      const first = entry.runs[0];
      const slow = first !== undefined && first.seconds > PATIENCE && round >= ROUNDS_OF_THE_SLOW;
      if (entry.failure !== undefined || slow) continue;
      const result = await runOnce(entry.contender, options, round);
      if (typeof result === 'string') entry.failure = result;
      else entry.runs[round] = result;
      const outcome = typeof result === 'string' ? result : `${result.seconds.toFixed(2)} s`;
      say(`  round ${round + 1}, ${entry.contender.name}: ${outcome}`);
    }
  }
  return entries.map(({ contender: { name, flushes }, runs, failure }) => ({
    name,
    flushes,
    runs: failure === undefined ? Array.from({ length: rounds }, (_, round) => runs[round]) : [],
    failure: failure === undefined ? undefined : `${failure} (${mailbox.messages} messages)`,
  }));
}

/** The run, or what was wrong with it. */
async function runOnce(
  contender: Contender,
  { mailbox, quick, folder: parent }: RaceOptions,
  round: number,
): Promise<ProcessRun | string> {
  const folder = join(parent, `${contender.name}-${round}`);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const job = { mailbox, folder };
  const command = contender.prepare(job);
  settleDisk();
  const run = await runWholeProcess(command, timeoutMs(quick));
  if (run.status === null) return `failed: it did not end within ${timeoutMs(quick) / 1000} s`;
  if (run.status !== 0) return `failed with status ${run.status}: ${run.stderr.trim().slice(-300)}`;
  const delivered = contender.delivered(job, run);
  return delivered === mailbox.messages ? run : `failed: it delivered ${delivered} of the messages`;
}

/** What an earlier run left to the kernel to write must not be the next one's burden. */
export function settleDisk(): void {
  execFileSync('sync');
}
