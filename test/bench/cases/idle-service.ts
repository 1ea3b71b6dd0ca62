import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newHistory, recordSession } from '../../../electron/service/poll-history.ts';
import { Ledger } from '../../../electron/store/ledger.ts';
import { RpopService } from '../../../electron/service/rpop-service.ts';
import { revisionOf } from '../../../electron/service/session-policy.ts';
import type { BenchCase } from '../bench-case.ts';
import { CONFIGURED_ENVIRONMENT, configureConnections } from '../configured-connections.ts';
import { rpopCommand } from '../contenders/rpop.ts';
import { cpuSecondsOf, startProcess, statusMiB } from '../whole-process.ts';

const connectionsOf = (quick: boolean): number => (quick ? 100 : 1_000);
/** Long enough that no poll falls into the time that is watched. */
const INTERVAL_MINUTES = 40_320;

interface Idle {
  readonly connections: number;
  readonly residentMiB: number;
  /** Part of one core. */
  readonly cpu: number;
}

/** What the service costs while nothing is due. */
export const idleService: BenchCase = {
  name: 'idle',
  title: (quick) => `rpop run with ${connectionsOf(quick)} scheduled connections, none due`,
  run: async ({ server, quick, folder, say }) => {
    const watchSeconds = quick ? 3 : 30;
    const { pop3 } = server.dovecot.ports;
    const measured: Idle[] = [];
    for (const connections of [1, connectionsOf(quick)]) {
      const data = join(folder, String(connections));
      say(`  ${connections} connections`);
      await configureIdle(data, connections, pop3);
      measured.push(await watchIdle(data, connections, watchSeconds));
    }
    const [one, all] = measured;
    if (one === undefined || all === undefined) throw new TypeError('There are two.');
    const perConnection = ((all.residentMiB - one.residentMiB) * 1024) / (all.connections - 1);
    return {
      columns: ['CPU, % of a core', 'resident MiB', 'watched s'],
      rows: measured.map(({ connections, residentMiB, cpu }) => ({
        name: `${connections} connections`,
        cells: [(cpu * 100).toFixed(2), residentMiB.toFixed(1), String(watchSeconds)],
      })),
      verdicts: [
        { target: 'under 1 % of a core', measured: `${(all.cpu * 100).toFixed(2)} %`, met: all.cpu < 0.01 },
        {
          target: 'memory per connection, printed',
          measured: `${perConnection.toFixed(1)} KiB`,
          met: true,
        },
      ],
      leftOut: [],
      figures: measured,
    };
  },
};

/** Connections that were all polled just now. */
async function configureIdle(data: string, connections: number, port: number): Promise<void> {
  const mailboxes = Array.from({ length: connections }, (_, index) => ({
    user: `idle${index}`,
    port,
    intervalMinutes: INTERVAL_MINUTES,
  }));
  const ids = await configureConnections(data, mailboxes, {});
  const now = Date.now();
  const ledger = await Ledger.open(join(data, 'ledger.sqlite'), {
    now: Date.now,
    onSetAside: () => undefined,
  });
  const schedule = ledger.schedule();
  const service = await RpopService.open({ dataFolder: data, env: CONFIGURED_ENVIRONMENT });
  for (const id of ids) {
    const connection = service.configuration.connection(id);
    const history = newHistory(revisionOf(connection), now - 2_000, now - 2_000);
    schedule.save(
      id,
      JSON.stringify(recordSession(history, now - 1_500, now - 1_000, { kind: 'success', newMessages: 0 })),
    );
  }
  await service.stop();
  ledger.close();
}

async function watchIdle(data: string, connections: number, seconds: number): Promise<Idle> {
  const child = startProcess(rpopCommand(['run', '--data', data], CONFIGURED_ENVIRONMENT));
  const { pid, stdout } = child;
  if (pid === undefined || stdout === null) throw new Error('rpop run did not start');
  let said = '';
  stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    while (!said.includes('The service started')) await once(stdout, 'data');
    // It settles first: garbage of the start is collected, code is compiled.
    await wait(3_000);
    const before = cpuSecondsOf(pid);
    await wait(seconds * 1000);
    const cpu = (cpuSecondsOf(pid) - before) / seconds;
    if (/Logged in|error|refuse/i.test(said)) throw new Error(`It was not idle: ${said.slice(-300)}`);
    return { connections, residentMiB: statusMiB(pid, 'VmRSS'), cpu };
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}
