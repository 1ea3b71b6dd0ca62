import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus } from '../../support/corpus.ts';
import type { BenchCase } from '../bench-case.ts';
import { CONFIGURED_ENVIRONMENT, configureConnections } from '../configured-connections.ts';
import type { Contender } from '../contender.ts';
import { mpop, mpopConfiguration } from '../contenders/mpop.ts';
import { rpop, rpopCommand } from '../contenders/rpop.ts';
import { startDelayedProxy } from '../delayed-proxy.ts';
import { race } from '../race.ts';
import { atLeastAsFast, raceResult } from '../race-result.ts';

const SESSIONS = 16;
const DELAY_MS = 25;
const EACH = 25;

/** Many small maildrops on one server that is far away. */
export const manyMailboxes: BenchCase = {
  name: 'many-mailboxes',
  title: (quick) =>
    `${mailboxes(quick)} mailboxes of ${EACH} messages behind a round trip of ${2 * DELAY_MS} ms, ${SESSIONS} sessions at once`,
  run: async ({ server, rounds, quick, folder, say }) => {
    const { dovecot } = server;
    const users = Array.from({ length: mailboxes(quick) }, (_, index) => `box${index + 1}`);
    for (const [index, user] of users.entries()) dovecot.fill(user, corpus(EACH, index + 1));
    const proxy = await startDelayedProxy(dovecot.ports.pop3, { delayMs: DELAY_MS });
    try {
      const template = join(folder, 'configured');
      await configureConnections(
        template,
        users.map((user) => ({ user, port: proxy.port })),
        { threads: { minimum: 2, maximum: 2, sessionsPerThread: SESSIONS / 2, sessionsPerHost: SESSIONS } },
      );
      const messages = users.length * EACH;
      const entries = await race({
        mailbox: { user: '', port: proxy.port, tls: false, caFile: dovecot.caFile, messages },
        contenders: [configuredRpop(template), parallelMpop(users)],
        rounds,
        folder,
        quick,
        say,
      });
      return raceResult(entries, atLeastAsFast(entries, 'xargs mpop', 2));
    } finally {
      await proxy.stop();
    }
  },
};

function mailboxes(quick: boolean): number {
  return quick ? 32 : 200;
}

/** Its configured connections, fetched once. */
function configuredRpop(template: string): Contender {
  return {
    ...rpop,
    prepare: ({ folder }) => {
      const data = join(folder, 'data');
      mkdirSync(data, { mode: 0o700 });
      for (const file of readdirSync(template, { withFileTypes: true })) {
        if (file.isFile()) copyPrivately(join(template, file.name), join(data, file.name));
      }
      return rpopCommand(['fetch', '--data', data], CONFIGURED_ENVIRONMENT);
    },
    delivered: ({ folder }) => countMaildirs(join(folder, 'data', 'mail')),
  };
}

function parallelMpop(users: readonly string[]): Contender {
  return {
    ...mpop,
    name: 'xargs mpop',
    prepare: ({ mailbox, folder }) => {
      for (const user of users) {
        const own = join(folder, 'boxes', user);
        mkdirSync(own, { recursive: true });
        const configuration = mpopConfiguration({ mailbox: { ...mailbox, user }, folder: own });
        writeFileSync(join(own, 'mpoprc'), configuration, { mode: 0o600 });
      }
      writeFileSync(join(folder, 'users'), `${users.join('\n')}\n`);
      const each = ['mpop', `--file=${folder}/boxes/{}/mpoprc`, '--quiet', 'bench'];
      return {
        file: 'xargs',
        args: ['-a', join(folder, 'users'), '-P', String(SESSIONS), '-I{}', ...each],
      };
    },
    delivered: ({ folder }) =>
      users.reduce((sum, user) => sum + countFiles(join(folder, 'boxes', user, 'mail', 'new')), 0),
  };
}

function copyPrivately(from: string, to: string): void {
  writeFileSync(to, readFileSync(from), { mode: 0o600 });
}

function countMaildirs(root: string): number {
  return readdirSync(root).reduce((sum, name) => sum + countFiles(join(root, name, 'new')), 0);
}

function countFiles(folder: string): number {
  return readdirSync(folder).length;
}
