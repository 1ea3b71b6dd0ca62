import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Pop3Client } from '../../../electron/pop3/client.ts';
import { timeoutsFrom } from '../../../electron/pop3/limits.ts';
import { oneOffMailboxKey } from '../../../electron/service/mailbox-key.ts';
import { Ledger } from '../../../electron/store/ledger.ts';
import type { Bench, BenchCase, Row, Verdict } from '../bench-case.ts';
import { type Contender, maildirOf, PASSWORD } from '../contender.ts';
import { rpop, rpopCommand } from '../contenders/rpop.ts';
import { plainProgram } from '../plain-program.ts';
import { type Entry, race } from '../race.ts';
import { raceResult, secondsOf, within } from '../race-result.ts';
import { pairedRatio } from '../statistics.ts';

const SIZES = [10_000, 100_000, 1_000_000];
const QUICK_SIZES = [1_000, 10_000];

/** What a poll costs that finds what is known already, which most polls do. */
export const nothingNew: BenchCase = {
  name: 'nothing-new',
  title: (quick) =>
    `a poll with nothing new, ${(quick ? QUICK_SIZES : SIZES).map((size) => size.toLocaleString('en')).join(', ')} known messages on the server`,
  run: async (bench) => {
    const rows: Row[] = [];
    const figures: unknown[] = [];
    const verdicts: Verdict[] = [];
    const leftOut: string[] = [];
    const times = new Map<number, (number | undefined)[]>();
    let columns: readonly string[] = [];
    for (const size of bench.quick ? QUICK_SIZES : SIZES) {
      const entries = await pollAt(size, bench);
      const result = raceResult(entries, []);
      const label = size.toLocaleString('en');
      columns = result.columns;
      rows.push(...result.rows.map((row) => ({ ...row, name: `${row.name}, ${label}` })));
      leftOut.push(...result.leftOut);
      figures.push({ size, entries: result.figures });
      times.set(size, secondsOf(entries, 'RPOP'));
      if (size === 100_000 || bench.quick) {
        const at = within(entries, 'UIDL only', 1.5);
        verdicts.push(...at.map((each) => ({ ...each, target: `${each.target} at ${label}` })));
      }
    }
    const [few, many] = [times.get(10_000) ?? [], times.get(1_000_000) ?? []];
    const growth = pairedRatio(many, few);
    if (growth !== undefined) {
      verdicts.push({
        target: 'cost linear: 100× the messages, at most 100× the time',
        measured: `${growth.toFixed(0)}×`,
        met: growth <= 100,
      });
    }
    return { columns, rows, verdicts, leftOut, figures };
  },
};

async function pollAt(size: number, bench: Bench): Promise<Entry[]> {
  const { server, rounds, quick, say } = bench;
  const folder = join(bench.folder, String(size));
  mkdirSync(folder, { recursive: true });
  say(`  a maildrop of ${size} messages`);
  const user = `known${size}`;
  const { dovecot } = server;
  dovecot.fillWithCopies(user, SMALL_MESSAGE, size);
  const address = { host: 'localhost', port: dovecot.ports.pop3, encryption: 'none' as const };
  const uids = await listUids(address, user);
  if (uids.length !== size) throw new Error(`The server lists ${uids.length} messages instead of ${size}.`);
  const into = maildirOf({ folder, mailbox: { user, port: 0, tls: false, caFile: '', messages: 0 } });
  await remember(join(folder, 'data'), { address, user, into, uids });
  return race({
    mailbox: { user, port: address.port, tls: false, caFile: dovecot.caFile, messages: size },
    contenders: [pollingRpop(join(folder, 'data'), into), uidlOnly],
    rounds: Math.min(rounds, size >= 1_000_000 ? 3 : rounds),
    folder,
    quick,
    say,
  });
}

const SMALL_MESSAGE = Buffer.from('From: s@example.org\r\nSubject: small\r\n\r\nsmall\r\n');

async function listUids(
  address: { host: string; port: number; encryption: 'none' },
  user: string,
): Promise<{ uid: string; octets: number }[]> {
  const timeouts = timeoutsFrom(600);
  const client = await Pop3Client.open({ address, timeouts, signal: new AbortController().signal });
  await client.signIn({ username: user, password: PASSWORD });
  const { messages } = await client.stat();
  const sizes = await client.list(messages);
  const uids = (await client.uidl(messages)) ?? [];
  await client.quit();
  return uids.map(({ number, uid }) => ({ uid, octets: sizes.get(number) ?? 0 }));
}

/** A ledger as it is after all of it was fetched, written by the ledger itself. */
async function remember(
  dataFolder: string,
  fetched: {
    address: { host: string; port: number; encryption: 'none' };
    user: string;
    into: string;
    uids: readonly { uid: string; octets: number }[];
  },
): Promise<void> {
  const { address, user, into, uids } = fetched;
  for (const part of ['tmp', 'new', 'cur']) mkdirSync(join(into, part), { recursive: true, mode: 0o700 });
  const ledger = await Ledger.open(join(dataFolder, 'ledger.sqlite'), {
    now: Date.now,
    onSetAside: () => undefined,
  });
  const mailbox = ledger.mailbox(oneOffMailboxKey(address, user, into));
  mailbox.folder = into;
  const header = Buffer.alloc(16, 7);
  for (let from = 0; from < uids.length; from += 10_000) {
    const batch = uids.slice(from, from + 10_000);
    mailbox.record(batch.map(({ uid, octets }) => ({ uid, octets, header, state: 'recorded' as const })));
  }
  ledger.close();
}

/** RPOP on that ledger: it has to leave every message alone, and say so. */
function pollingRpop(data: string, into: string): Contender {
  return {
    ...rpop,
    flushes: 'nothing is to be flushed',
    prepare: ({ mailbox: { user, port } }) =>
      rpopCommand(
        [
          ...['fetch', `pop3://${user}@localhost:${port}`, '--security', 'none'],
          ...['--into', into, '--data', data, '--json', '--timeout', '600'],
        ],
        { RPOP_PASSWORD: PASSWORD },
      ),
    delivered: (_job, { stdout }) =>
      Number(/"type":"summary","retrieved":0,"deleted":0,"skipped":(\d+),/.exec(stdout)?.[1] ?? 0),
  };
}

const uidlOnly: Contender = {
  name: 'UIDL only',
  flushes: 'nothing, and compares nothing',
  missing: () => undefined,
  prepare: ({ mailbox: { user, port }, folder }) => ({
    file: process.execPath,
    args: [plainProgram('raw-reader', folder), 'UIDL', String(port), user, ''],
    env: { BENCH_PASSWORD: PASSWORD },
  }),
  delivered: (_job, { stdout }) => Number(/^read (\d+) messages/m.exec(stdout)?.[1] ?? 0),
};
