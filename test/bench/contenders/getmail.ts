import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Contender, countMaildir, maildirOf, PASSWORD, programMissing } from '../contender.ts';

export const getmail: Contender = {
  name: 'getmail6',
  flushes: 'every file, not the directory',
  missing: () => programMissing('getmail', 'getmail6'),
  prepare: (job) => {
    const { user, port, tls, caFile } = job.mailbox;
    const parts = ['', 'tmp', 'new', 'cur'].map((part) => join(maildirOf(job), part));
    for (const part of parts) mkdirSync(part, { recursive: true });
    // It does not deliver as root.
    const other = process.getuid?.() === 0 ? 'nobody' : undefined;
    if (other !== undefined) for (const part of parts) giveTo(other, part);
    const lines = [
      '[retriever]',
      `type = SimplePOP3${tls ? 'SSL' : ''}Retriever`,
      'server = localhost',
      `port = ${port}`,
      `username = ${user}`,
      `password = ${PASSWORD}`,
      ...(tls ? [`ca_certs = ${caFile}`] : []),
      '[destination]',
      'type = Maildir',
      `path = ${maildirOf(job)}/`,
      ...(other === undefined ? [] : [`user = ${other}`]),
      '[options]',
      'delete = false',
      'verbose = 0',
      '',
    ];
    writeFileSync(join(job.folder, 'getmailrc'), lines.join('\n'), { mode: 0o600 });
    return {
      file: 'getmail',
      args: [`--getmaildir=${job.folder}`, '--rcfile=getmailrc'],
      env: { HOME: job.folder },
    };
  },
  delivered: countMaildir,
};

function giveTo(user: string, path: string): void {
  const id = (flag: string): number => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  chownSync(path, id('-u'), id('-g'));
}
