import { fileURLToPath } from 'node:url';
import { type Contender, countMaildir, maildirOf, PASSWORD } from '../contender.ts';
import type { CommandLine } from '../whole-process.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The Node that is pinned, and the command line that was built. */
export function rpopCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): CommandLine {
  return { file: `${ROOT}node_modules/node/bin/node`, args: [`${ROOT}dist/cli.js`, ...args], env };
}

export const rpop: Contender = {
  name: 'RPOP',
  flushes: 'every file and its directory, then the ledger',
  missing: () => undefined,
  prepare: (job) => {
    const { user, port, tls, caFile } = job.mailbox;
    const url = tls
      ? [`pop3s://${user}@localhost:${port}`, '--ca', caFile]
      : [`pop3://${user}@localhost:${port}`, '--security', 'none'];
    const args = ['fetch', ...url, '--into', maildirOf(job), '--data', `${job.folder}/data`];
    return rpopCommand(args, { RPOP_PASSWORD: PASSWORD });
  },
  delivered: countMaildir,
};
