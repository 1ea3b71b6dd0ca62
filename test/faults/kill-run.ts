import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DEFAULT_BATCH } from '../../electron/delivery/group-commit.ts';
import { ConfiguredRpop } from '../support/configured-rpop.ts';
import { asDovecotSends, corpus, maildirForm, seededRandom } from '../support/corpus.ts';
import type { Dovecot } from '../support/dovecot.ts';
import { readMaildir } from '../support/maildir-reader.ts';
import { type RpopResult, runFetch, startFetch, type Workplace, workplace } from '../support/rpop.ts';
import type { Side } from '../support/tcp-proxy.ts';
import type { Fault } from './fault.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { compare, sumOf, type Verdict } from './verdict.ts';

/**
 * A kill comes up to so many milliseconds after its moment on the line, or after the batch that waits then is due: between
 * two steps on the disk, too.
 */
const MOST_DELAY_MS = 40;

export interface KillRun {
  readonly seed: number;
  readonly verdict: Verdict;
  readonly story: readonly string[];
  /** How many kills came while the program was at work. */
  readonly kills: number;
}

/**
 * One mailbox, and the program killed (`kill -9`) a few times at random moments while it works on it, then left in peace: each
 * message must be in the target exactly once, and on the server as the policy says. The moments on the line follow
 * from the seed; what the program was doing on the disk then does not.
 */
export async function killRun(seed: number, dovecot: Dovecot): Promise<KillRun> {
  const proxy = await startFaultProxy();
  using place = workplace();
  try {
    return await new Run(seed, dovecot, proxy, place).run();
  } finally {
    await proxy.stop();
  }
}

/** The program under trial: started for one retrieval, or running as a service. */
interface Trial {
  /** Starts it at its work. */
  start(): Promise<{ kill: () => void; ended: Promise<RpopResult> }>;
  /** Lets it work to the end. */
  finish(): Promise<RpopResult>;
  readonly folder: string;
}

class Run {
  readonly #seed: number;
  readonly #dovecot: Dovecot;
  readonly #proxy: FaultProxy;
  readonly #place: Workplace;
  readonly #random: () => number;
  readonly #user: string;
  readonly #remove: boolean;
  readonly #story: string[] = [];
  readonly #verdicts: Verdict[] = [];

  constructor(seed: number, dovecot: Dovecot, proxy: FaultProxy, place: Workplace) {
    this.#seed = seed;
    this.#dovecot = dovecot;
    this.#proxy = proxy;
    this.#place = place;
    this.#random = seededRandom(seed);
    this.#user = `kill-${seed}`;
    this.#remove = this.#random() < 0.75;
  }

  async run(): Promise<KillRun> {
    const stored = corpus(40, this.#seed)
      .map((message) => message.subarray(0, 20_000))
      .slice(0, 4 + this.#below(30));
    this.#dovecot.fill(this.#user, stored);
    const service = this.#random() < 0.25;
    this.#story.push(
      `${stored.length} messages, rpop ${service ? 'run' : 'fetch'}, ${this.#remove ? 'delete' : 'keep'}`,
    );
    this.#proxy.prepare(this.#dovecot.ports.pop3, undefined, true);
    const trial = service ? await this.#service() : this.#fetch();
    const octets = stored.reduce((sum, { length }) => sum + length, 0);
    const reach = { client: 250 + stored.length * 25, server: 1_200 + stored.length * 90 + octets };
    let kills = 0;
    for (let round = 1 + this.#below(3); round > 0; round -= 1) kills += await this.#kill(trial, reach);
    this.#proxy.prepare(this.#dovecot.ports.pop3, undefined, true);
    const { status, stdout, stderr } = await trial.finish();
    this.#story.push(`no kill: status ${status}`);
    if (status !== 0) this.#wrong('hung', 1, `the last run failed: ${stdout}${stderr}`);
    await this.#judge(trial.folder, stored);
    return { seed: this.#seed, verdict: sumOf(this.#verdicts), story: this.#story, kills };
  }

  /** Returns 1 when the program was killed, 0 when it had ended before. */
  async #kill(trial: Trial, reach: Readonly<Record<Side, number>>): Promise<number> {
    const from: Side = this.#random() < 0.5 ? 'client' : 'server';
    const afterOctets = Math.floor(this.#random() * reach[from]);
    const due = this.#random() < 0.4 ? DEFAULT_BATCH.ms - MOST_DELAY_MS / 2 : 0;
    const delayMs = Math.floor(due + this.#random() * MOST_DELAY_MS);
    const stall: Fault = { kind: 'stall', from, afterOctets, since: 'connection', octets: 0 };
    const moment = Promise.withResolvers<void>();
    this.#proxy.prepare(this.#dovecot.ports.pop3, stall, true, () => moment.resolve());
    const { kill, ended } = await trial.start();
    void moment.promise.then(async () => pause(delayMs)).then(kill);
    const { signal } = await ended;
    await this.#proxy.settle();
    this.#story.push(
      `${signal ?? 'ended'} ${delayMs} ms after ${afterOctets} octets from the ${from}, ${await this.#delivered(trial)} here`,
    );
    return signal === 'SIGKILL' ? 1 : 0;
  }

  async #judge(folder: string, stored: readonly Buffer[]): Promise<void> {
    const here = await readMaildir(folder).catch((error: unknown) => {
      this.#story.push(`there is no target: ${String(error)}`);
      return new Map<string, Buffer>();
    });
    this.#differ('in the target', compare(here.values(), stored.map(asDovecotSends).map(maildirForm)));
    const stays = this.#remove ? [] : stored;
    this.#differ('on the server', compare(await this.#dovecot.contents(this.#user), stays));
    const left = here.size === 0 ? [] : await readdir(join(folder, 'tmp'));
    this.#wrong('leaked', left.length, `tmp holds ${left.join(', ')}`);
  }

  #fetch(): Trial {
    const url = `pop3://${this.#user}@127.0.0.1:${this.#proxy.port}`;
    const args = ['--security', 'none', ...(this.#remove ? ['--delete'] : [])];
    return {
      start: async () => {
        const running = startFetch(url, this.#place, args);
        return Promise.resolve({ kill: () => running.kill('SIGKILL'), ended: running.ended });
      },
      finish: async () => runFetch(url, this.#place, args),
      folder: this.#place.into,
    };
  }

  async #service(): Promise<Trial> {
    const rpop = new ConfiguredRpop(this.#place.data);
    const url = `pop3://${this.#user}@127.0.0.1:${this.#proxy.port}`;
    const wish = ['--encryption', 'none', '--folder', 'In', ...(this.#remove ? ['--delete'] : [])];
    await rpop.ok(['connections', 'add', 'box', url, ...wish]);
    return {
      start: async () => {
        const running = await rpop.service();
        const asked = rpop.run(['fetch', '--json']);
        // A retrieval that came to its end before its moment: then the service is killed at rest.
        void asked.then(() => running.kill('SIGKILL'));
        const ended = running.ended.then(async (result) => {
          await asked;
          return result;
        });
        return { kill: () => running.kill('SIGKILL'), ended };
      },
      finish: async () => {
        const running = await rpop.service();
        const result = await rpop.run(['fetch', '--json']);
        running.kill('SIGTERM');
        await running.ended;
        return result;
      },
      folder: join(this.#place.data, 'mail', 'In'),
    };
  }

  async #delivered({ folder }: Trial): Promise<number> {
    // There is no folder where a run did not come so far.
    return readMaildir(folder).then(
      ({ size }) => size,
      () => 0,
    );
  }

  #differ(where: string, { lost, doubled }: { lost: number; doubled: number }): void {
    this.#wrong('lost', lost, where);
    this.#wrong('doubled', doubled, where);
  }

  #wrong(what: keyof Verdict, count: number, why: string): void {
    if (count === 0) return;
    this.#verdicts.push({ lost: 0, doubled: 0, hung: 0, leaked: 0, [what]: count });
    this.#story.push(`*** ${count} ${what}: ${why}`);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
}
