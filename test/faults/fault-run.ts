import { mkdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { timeoutsFrom } from '../../electron/pop3/limits.ts';
import { asDovecotSends, corpus, maildirForm, seededRandom } from '../support/corpus.ts';
import type { Dovecot } from '../support/dovecot.ts';
import { readMaildir } from '../support/maildir-reader.ts';
import { workplace } from '../support/rpop.ts';
import { type AfterTransfer, runSession } from '../support/session.ts';
import type { Side } from '../support/tcp-proxy.ts';
import { describeFault, type Fault, randomFault, type Security } from './fault.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { compare, sumOf, type Verdict } from './verdict.ts';

const DAY_MS = 24 * 3600 * 1000;
/** The timeouts of sessions that something befalls, in seconds; and of the last, that nothing befalls. */
const TIMEOUTS_S = [1, 2] as const;
const PATIENT_S = 60;
/** What a busy machine may add to a timeout, in milliseconds. */
const GRACE_MS = 10_000;
/** About what a session says beside the messages: greeting, capabilities, login, listings; and the TLS handshake. */
const TALK: Readonly<Record<Side, number>> = { client: 400, server: 1_500 };
const HANDSHAKE: Readonly<Record<Side, number>> = { client: 600, server: 2_000 };
/** For each message: RETR, LIST and DELE, and the answers but for the message. */
const TALK_PER_MESSAGE: Readonly<Record<Side, number>> = { client: 25, server: 90 };

export interface FaultRun {
  readonly seed: number;
  readonly verdict: Verdict;
  /** What was tried and what came of it, for people. */
  readonly story: readonly string[];
  /** Kinds of the faults that struck. */
  readonly struck: readonly Fault['kind'][];
}

/**
 * One mailbox, a few sessions each with a fault, and at the end sessions without: then each message must be in the target exactly
 * once, and the server must hold what the policy says. Everything follows from the seed.
 */
export async function faultRun(seed: number, dovecot: Dovecot): Promise<FaultRun> {
  const proxy = await startFaultProxy();
  try {
    return await new Run(seed, dovecot, proxy).run();
  } finally {
    await proxy.stop();
  }
}

class Run {
  readonly #seed: number;
  readonly #dovecot: Dovecot;
  readonly #proxy: FaultProxy;
  readonly #random: () => number;
  readonly #user: string;
  readonly #security: Security;
  readonly #afterTransfer: AfterTransfer;
  readonly #pool: Buffer[];
  readonly #stored: Buffer[] = [];
  readonly #story: string[] = [];
  readonly #struck: Fault['kind'][] = [];
  readonly #verdicts: Verdict[] = [];
  readonly #place = workplace();
  #now = Date.now();

  constructor(seed: number, dovecot: Dovecot, proxy: FaultProxy) {
    this.#seed = seed;
    this.#dovecot = dovecot;
    this.#proxy = proxy;
    this.#random = seededRandom(seed);
    this.#user = `fault-${seed}`;
    this.#security = this.#pick<Security>(['none', 'starttls', 'tls']);
    this.#afterTransfer = this.#pick<AfterTransfer>([
      { policy: 'keep' },
      { policy: 'delete' },
      { policy: 'delete-after', days: 2 },
    ]);
    this.#pool = this.#messages();
  }

  async run(): Promise<FaultRun> {
    using place = this.#place;
    mkdirSync(place.data, { mode: 0o700 });
    this.#dovecot.fill(this.#user, this.#comes(2 + this.#below(6)));
    this.#tell(`${this.#stored.length} messages, ${this.#security}, ${this.#afterTransfer.policy}`);
    for (let session = 1 + this.#below(3); session > 0; session -= 1) {
      await this.#faultySession();
      if (this.#random() < 0.3) this.#dovecot.add(this.#user, this.#comes(1));
      if (this.#random() < 0.2) this.#now += 3 * DAY_MS;
    }
    await this.#lastSessions();
    return {
      seed: this.#seed,
      verdict: sumOf(this.#verdicts),
      story: this.#story,
      struck: this.#struck,
    };
  }

  async #faultySession(): Promise<void> {
    const fault = randomFault(this.#random, this.#security, this.#reach());
    const timeoutSeconds = this.#pick(TIMEOUTS_S);
    const startedAt = performance.now();
    const outcome = await this.#session(fault, timeoutSeconds);
    const endedAt = performance.now();
    const { struckAt } = this.#proxy;
    if (struckAt !== undefined) this.#struck.push(fault.kind);
    this.#tell(`${describeFault(fault)}${struckAt === undefined ? ' (not reached)' : ''}: ${outcome}`);
    const { commandMs, idleMs, quitMs } = timeoutsFrom(timeoutSeconds);
    const slowMs = fault.kind === 'slow' ? fault.octets * 1000 : 0;
    const tookMs = endedAt - (struckAt ?? startedAt);
    if (tookMs > commandMs + idleMs + quitMs + slowMs + GRACE_MS)
      this.#wrong('hung', 1, `it took ${tookMs} ms`);
  }

  /** Without faults: all mail comes; what is old enough goes; what comes after that goes or stays as the policy says. */
  async #lastSessions(): Promise<void> {
    await this.#goodSession();
    this.#now += 3 * DAY_MS;
    const late = this.#comes(1);
    this.#dovecot.add(this.#user, late);
    await this.#goodSession();
    const here = (await readMaildir(this.#place.into)).values();
    this.#differ('in the target', compare(here, this.#stored.map(asDovecotSends).map(maildirForm)));
    const stays = { keep: this.#stored, delete: [], 'delete-after': late }[this.#afterTransfer.policy];
    this.#differ('on the server', compare(await this.#dovecot.contents(this.#user), stays));
  }

  async #goodSession(): Promise<void> {
    const startedAt = performance.now();
    const outcome = await this.#session(undefined, PATIENT_S);
    this.#tell(`no fault: ${outcome}`);
    if (performance.now() - startedAt > PATIENT_S * 1000) this.#wrong('hung', 1, 'without a fault');
  }

  async #session(fault: Fault | undefined, timeoutSeconds: number): Promise<string> {
    const { pop3, pop3s } = this.#dovecot.ports;
    const encryption = this.#security;
    this.#proxy.prepare(encryption === 'tls' ? pop3s : pop3, fault, encryption === 'none');
    const ca = encryption === 'none' ? {} : { ca: await readFile(this.#dovecot.caFile, 'utf8') };
    const { counts, error } = await runSession({
      ...this.#place,
      address: { port: this.#proxy.port, encryption, ...ca },
      username: this.#user,
      timeoutSeconds,
      afterTransfer: this.#afterTransfer,
      now: () => this.#now,
    });
    const open = await this.#proxy.settle();
    if (open > 0) this.#wrong('leaked', open, 'the socket is open');
    // There is no folder where a session did not come so far.
    const left = await readdir(join(this.#place.into, 'tmp')).catch(() => []);
    if (left.length > 0) this.#wrong('leaked', left.length, `tmp holds ${left.join(', ')}`);
    return `${counts.retrieved} retrieved, ${counts.deleted} deleted, ${error?.code ?? 'ended well'}`;
  }

  /** Messages that differ in size, by which alone exchanged answers are told apart. */
  #messages(): Buffer[] {
    const sizes = new Set<number>();
    const all = corpus(48, this.#seed).map((message) =>
      this.#random() < 0.8 ? message.subarray(0, 2_000) : message,
    );
    return all.filter((message) => {
      const { length } = asDovecotSends(message);
      const fresh = length < 50_000 && !sizes.has(length);
      sizes.add(length);
      return fresh;
    });
  }

  /** Takes messages from the pool; from now on they are expected. */
  #comes(count: number): Buffer[] {
    const coming = Array.from({ length: count }, () =>
      this.#pool.splice(this.#below(this.#pool.length), 1),
    ).flat();
    this.#stored.push(...coming);
    return coming;
  }

  #reach(): Record<Side, number> {
    const octets = this.#stored.reduce((sum, { length }) => sum + length, 0);
    const reach = (side: Side): number =>
      TALK[side] +
      (this.#security === 'none' ? 0 : HANDSHAKE[side]) +
      this.#stored.length * TALK_PER_MESSAGE[side];
    return { client: reach('client'), server: reach('server') + octets };
  }

  #differ(where: string, { lost, doubled }: { lost: number; doubled: number }): void {
    this.#wrong('lost', lost, where);
    this.#wrong('doubled', doubled, where);
  }

  #wrong(what: keyof Verdict, count: number, why: string): void {
    if (count === 0) return;
    this.#verdicts.push({ lost: 0, doubled: 0, hung: 0, leaked: 0, [what]: count });
    this.#tell(`*** ${count} ${what}: ${why}`);
  }

  #tell(line: string): void {
    this.#story.push(line);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.#below(choices.length)] ?? choices[0];
  }
}
