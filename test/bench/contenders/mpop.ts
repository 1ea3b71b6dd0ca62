import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Contender, countMaildir, type Job, maildirOf, PASSWORD, programMissing } from '../contender.ts';

export const mpop: Contender = {
  name: 'mpop',
  flushes: 'every file, not the directory',
  missing: () => programMissing('mpop'),
  prepare: (job) => {
    const configuration = join(job.folder, 'mpoprc');
    writeFileSync(configuration, mpopConfiguration(job), { mode: 0o600 });
    return { file: 'mpop', args: [`--file=${configuration}`, '--quiet', 'bench'] };
  },
  delivered: countMaildir,
};

/** Everything else is mpop's choice: how to log in, whether to pipeline. */
export function mpopConfiguration(job: Job): string {
  const { user, port, tls, caFile } = job.mailbox;
  for (const part of ['tmp', 'new', 'cur']) mkdirSync(join(maildirOf(job), part), { recursive: true });
  return [
    'account bench',
    'host localhost',
    `port ${port}`,
    `user ${user}`,
    `password ${PASSWORD}`,
    ...(tls ? ['tls on', 'tls_starttls off', `tls_trust_file ${caFile}`] : ['tls off']),
    'keep on',
    `uidls_file ${join(job.folder, 'uidls')}`,
    `delivery maildir ${maildirOf(job)}`,
    '',
  ].join('\n');
}
