import { hugeMessage } from '../../support/corpus.ts';
import type { BenchCase } from '../bench-case.ts';
import { rpop } from '../contenders/rpop.ts';
import { race } from '../race.ts';
import { raceResult, within } from '../race-result.ts';
import { median } from '../statistics.ts';

const MIB = 1024 * 1024;
const MOST_MIB = 64;

/** One message larger than memory should have to be. */
export const hugeMessageCase: BenchCase = {
  name: 'huge-message',
  title: (quick) => `one message of ${quick ? 20 : 200} MiB over the loopback`,
  run: async ({ server, contenders, rounds, quick, folder, say }) => {
    const { dovecot } = server;
    dovecot.fill('huge', [hugeMessage((quick ? 20 : 200) * MIB)]);
    dovecot.fill('idle', []);
    const to = { port: dovecot.ports.pop3, tls: false, caFile: dovecot.caFile };
    const chosen = contenders.filter(({ name }) => ['RPOP', 'mpop', 'limit'].includes(name));
    const mailbox = { ...to, user: 'huge', messages: 1 };
    const entries = await race({ mailbox, contenders: chosen, rounds, quick, folder, say });
    // The same program with nothing to fetch.
    const [idle] = await race({
      mailbox: { ...to, user: 'idle', messages: 0 },
      contenders: [rpop],
      rounds,
      folder: `${folder}/idle`,
      quick,
      say,
    });
    const peak = (entry = entries.find(({ name }) => name === 'RPOP')): number =>
      median(entry?.runs.flatMap((run) => (run === undefined ? [] : [run.peakMiB])) ?? []);
    const above = peak() - peak(idle);
    return raceResult(entries, [
      {
        target: `resident memory under ${MOST_MIB} MiB above idle`,
        measured: `${above.toFixed(0)} MiB above ${peak(idle).toFixed(0)}`,
        met: above < MOST_MIB,
      },
      ...within(entries, 'limit', 1.5),
    ]);
  },
};
