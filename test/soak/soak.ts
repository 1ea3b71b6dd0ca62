import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askOwner } from '../../electron/control/control-client.ts';
import { controlAddress } from '../../electron/control/control-address.ts';
import type { Ask } from '../../shared/service-contract.ts';
import { ConfiguredRpop } from '../support/configured-rpop.ts';
import { asDovecotSends, maildirForm, seededRandom } from '../support/corpus.ts';
import { startDovecot } from '../support/dovecot.ts';
import { digests, maildirFaults, readMaildir } from '../support/maildir-reader.ts';
import { workplace } from '../support/rpop.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

export interface SoakOptions {
  readonly mailboxes: number;
  readonly rounds: number;
  /** How long a round lasts, in milliseconds; undefined: until everything was asked for once. */
  readonly roundMs: number | undefined;
  /** New messages a round, over all mailboxes. */
  readonly messagesPerRound: number;
  readonly seed: number;
  readonly report?: (line: string) => void;
}

export interface SoakResult {
  readonly sent: number;
  readonly lost: number;
  readonly doubled: number;
  /** Connections whose failures were not followed by a longer and longer wait, with what was seen. */
  readonly badBackOff: readonly string[];
  /** Failed sessions that were seen. */
  readonly failures: number;
  /** Resident memory of the program after each round, in octets. */
  readonly memory: readonly number[];
  /** What is wrong with the Maildirs. */
  readonly faults: readonly string[];
}

/** Every twentieth connection fails at any time: 5 %. */
const GROUPS = 20;

/**
 * `rpop run` with many mailboxes on Dovecot: in every round new mail comes, and another twentieth of the mailboxes
 * cannot be reached. At the end all can be reached again, and what arrived is compared with what was sent.
 */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { mailboxes, rounds, roundMs, messagesPerRound, seed, report = () => undefined } = options;
  const random = seededRandom(seed);
  const dovecot = await startDovecot();
  const proxies = await Promise.all(Array.from({ length: GROUPS }, () => startTcpProxy(dovecot.ports.pop3)));
  using place = workplace();
  const rpop = new ConfiguredRpop(place.data, { threads: { minimum: 1, maximum: 4, sessionsPerHost: 16 } });
  const running = await rpop.service([], { timeoutMs: (rounds + 5) * ((roundMs ?? 0) + 60_000) });
  const owner = await askOwner(controlAddress(place.data));
  try {
    const boxes = Array.from(
      { length: mailboxes },
      (_, index) => new Mailbox(index, proxies[index % GROUPS]),
    );
    for (const { name, port, policy } of boxes) {
      dovecot.fill(name, []);
      const fields = { name, host: '127.0.0.1', port, encryption: 'none', username: name, folder: name };
      const draft = { ...fields, intervalMinutes: 1, afterTransfer: policy, timeoutSeconds: 30 };
      await owner.ask('connections.add', { draft, password: 'secret' });
    }
    const memory: number[] = [];
    const badBackOff: string[] = [];
    let failures = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (let count = 0; count < messagesPerRound; count += 1) {
        const box = boxes[Math.floor(random() * boxes.length)];
        if (box !== undefined) dovecot.add(box.name, [box.next(round, random)]);
      }
      const failing = proxies[round % GROUPS];
      failing?.refuse(true);
      if (roundMs === undefined) await fetchAll(owner.ask, boxes);
      else await new Promise((resolve) => setTimeout(resolve, roundMs));
      const seen = await lookAt(owner.ask);
      failures += seen.failures;
      badBackOff.push(...seen.badBackOff);
      memory.push(residentOctets(running.pid));
      failing?.refuse(false);
      const megabytes = ((memory.at(-1) ?? 0) / 1e6).toFixed(1);
      report(
        `round ${round + 1} of ${rounds}: ${seen.failures} connections failing, ${megabytes} MB resident`,
      );
    }
    await fetchAll(owner.ask, boxes);
    owner.close();
    running.kill('SIGTERM');
    const { status, stderr } = await running.ended;
    if (status !== 0) throw new Error(`rpop run ended with ${status}: ${stderr}`);
    const verdicts = await Promise.all(boxes.map((box) => box.judge(join(place.data, 'mail', box.name))));
    return {
      sent: boxes.reduce((sum, { sent }) => sum + sent.length, 0),
      lost: verdicts.reduce((sum, { lost }) => sum + lost, 0),
      doubled: verdicts.reduce((sum, { doubled }) => sum + doubled, 0),
      faults: verdicts.flatMap((verdict) => verdict.faults),
      badBackOff,
      failures,
      memory,
    };
  } finally {
    owner.close();
    running.kill('SIGKILL');
    await running.ended.catch(() => undefined);
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await dovecot.stop();
  }
}

class Mailbox {
  readonly name: string;
  readonly port: number;
  readonly policy: { policy: 'keep' } | { policy: 'delete' };
  readonly sent: Buffer[] = [];

  constructor(index: number, proxy: TcpProxy | undefined) {
    this.name = `soak${index}`;
    this.port = proxy?.port ?? 0;
    this.policy = index % 2 === 0 ? { policy: 'keep' } : { policy: 'delete' };
  }

  /** The next message, unlike all others. */
  next(round: number, random: () => number): Buffer {
    const subject = `${this.name}, ${round}, ${this.sent.length}`;
    const body = 'All work and no play.\n'.repeat(1 + Math.floor(random() * 400));
    const message = Buffer.from(`From: soak@example.org\nSubject: ${subject}\n\n${body}`);
    this.sent.push(message);
    return message;
  }

  async judge(folder: string): Promise<{ lost: number; doubled: number; faults: string[] }> {
    if (this.sent.length === 0) return { lost: 0, doubled: 0, faults: [] };
    const expected = digests(this.sent.map(asDovecotSends).map(maildirForm));
    const found = digests((await readMaildir(folder)).values());
    const unique = new Set(found);
    const lost = expected.filter((digest) => !unique.has(digest)).length;
    // What is neither expected nor a copy was never sent: as bad as a copy.
    return { lost, doubled: found.length - (expected.length - lost), faults: await maildirFaults(folder) };
  }
}

async function fetchAll(ask: Ask, boxes: readonly Mailbox[]): Promise<void> {
  await Promise.all(boxes.map(({ name }) => ask('fetch', { connection: name, larger: false })));
}

/** Those that fail have to wait for a reason that says so; those that do not, for their interval. */
async function lookAt(ask: Ask): Promise<{ failures: number; badBackOff: string[] }> {
  const { connections } = await ask('status', {});
  const badBackOff: string[] = [];
  for (const { name, state, failures, next } of connections) {
    if (state !== 'waiting') continue;
    const backsOff = next.includes(`after ${failures} failure`);
    if (failures > 0 !== backsOff) badBackOff.push(`${name}, after ${failures} failures: ${next}`);
  }
  return { failures: connections.filter(({ failures }) => failures > 0).length, badBackOff };
}

/** Linux only: VmRSS of /proc/pid/status, in octets. */
function residentOctets(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}
