import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Contender, countMaildir, maildirOf, PASSWORD, programMissing } from '../contender.ts';

/** fetchmail delivers no Maildir itself: its MDA is a shell that writes a file, and refuses to overwrite one. */
export const fetchmail: Contender = {
  name: 'fetchmail',
  flushes: 'nothing (an MDA that writes a file)',
  missing: () => programMissing('fetchmail'),
  prepare: (job) => {
    const { user, port, tls, caFile } = job.mailbox;
    const folder = join(maildirOf(job), 'new');
    mkdirSync(folder, { recursive: true });
    const mda = join(job.folder, 'mda.sh');
    writeFileSync(mda, `set -C\nf=${folder}/$$\nwhile [ -e "$f" ]; do f=$f.1; done\ncat > "$f"\n`);
    const configuration = join(job.folder, 'fetchmailrc');
    const lines = [
      `poll localhost protocol pop3 service ${port}`,
      `user "${user}" password "${PASSWORD}" keep fetchall`,
      tls ? `ssl sslcertck sslcertfile "${caFile}"` : 'sslproto ""',
      `mda "/bin/sh ${mda}"`,
      '',
    ];
    writeFileSync(configuration, lines.join('\n'), { mode: 0o600 });
    const args = ['-f', configuration, '--silent', '--nosyslog', '--pidfile', join(job.folder, 'pid')];
    return {
      file: 'fetchmail',
      args: [...args, '--idfile', join(job.folder, 'ids')],
      env: { HOME: job.folder },
    };
  },
  delivered: countMaildir,
};
