import type { BenchCase } from '../bench-case.ts';
import { race } from '../race.ts';
import { atLeastAsFast, raceResult } from '../race-result.ts';

function loopbackCase(tls: boolean): BenchCase {
  const messages = (quick: boolean): number => (quick ? 200 : 5_000);
  return {
    name: tls ? 'tls' : 'clear',
    title: (quick) =>
      `${messages(quick)} messages over the loopback, ${tls ? 'TLS' : 'in clear'}, kept on the server`,
    run: async ({ server, contenders, rounds, quick, folder, say }) => {
      const { ports, caFile } = server.dovecot;
      const user = server.maildrop(messages(quick));
      const mailbox = {
        user,
        port: tls ? ports.pop3s : ports.pop3,
        tls,
        caFile,
        messages: messages(quick),
      };
      const entries = await race({ mailbox, contenders, rounds, quick, folder, say });
      return raceResult(entries, atLeastAsFast(entries, 'mpop', 2));
    },
  };
}

export const clear = loopbackCase(false);
export const tls = loopbackCase(true);
