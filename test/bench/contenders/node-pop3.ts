import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Contender, countMaildir, maildirOf, PASSWORD } from '../contender.ts';
import { plainProgram } from '../plain-program.ts';

export const nodePop3: Contender = {
  name: 'node-pop3',
  flushes: 'nothing (a loop that writes a file for each RETR)',
  missing: () => undefined,
  prepare: (job) => {
    const { user, port, tls, caFile } = job.mailbox;
    const folder = join(maildirOf(job), 'new');
    mkdirSync(folder, { recursive: true });
    const program = plainProgram('node-pop3-loop', job.folder);
    return {
      file: process.execPath,
      args: [program, String(port), user, folder, tls ? caFile : ''],
      env: { BENCH_PASSWORD: PASSWORD },
    };
  },
  delivered: countMaildir,
};
