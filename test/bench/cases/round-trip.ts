import type { BenchCase } from '../bench-case.ts';
import { startDelayedProxy } from '../delayed-proxy.ts';
import { race } from '../race.ts';
import { atLeastAsFast, raceResult, within } from '../race-result.ts';

const DELAY_MS = 25;

/** Who does not wait a round trip for every message in vain, or is not waited for. */
const CONTENDERS = new Set(['RPOP', 'mpop', 'limit']);

function roundTripCase(pipelining: boolean): BenchCase {
  const messages = (quick: boolean): number => (quick ? 30 : 1_000);
  return {
    name: pipelining ? 'round-trip' : 'no-pipelining',
    title: (quick) =>
      `${messages(quick)} messages behind a round trip of ${2 * DELAY_MS} ms, ` +
      (pipelining ? 'in clear' : 'a server without PIPELINING'),
    run: async ({ server, contenders, rounds, quick, folder, say }) => {
      const { ports, caFile } = server.dovecot;
      const proxy = await startDelayedProxy(ports.pop3, {
        delayMs: DELAY_MS,
        ...(pipelining ? {} : { without: 'PIPELINING' }),
      });
      try {
        const user = server.maildrop(messages(quick));
        const entries = await race({
          mailbox: { user, port: proxy.port, tls: false, caFile, messages: messages(quick) },
          contenders: contenders.filter(({ name }) => CONTENDERS.has(name)),
          rounds: pipelining ? rounds : Math.min(2, rounds),
          folder,
          quick,
          say,
        });
        const verdicts = pipelining
          ? [...atLeastAsFast(entries, 'mpop', 1.5), ...within(entries, 'limit', 3)]
          : atLeastAsFast(entries, 'mpop', 1);
        return raceResult(entries, verdicts);
      } finally {
        await proxy.stop();
      }
    },
  };
}

export const roundTrip = roundTripCase(true);
export const noPipelining = roundTripCase(false);
