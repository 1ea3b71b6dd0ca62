import { type Contender, PASSWORD } from '../contender.ts';
import { plainProgram } from '../plain-program.ts';

/** What server, network and runtime allow: every RETR sent at once, every octet thrown away. */
export const limit: Contender = {
  name: 'limit',
  flushes: 'nothing, and keeps nothing',
  missing: () => undefined,
  prepare: ({ mailbox, folder }) => {
    const { user, port, tls, caFile } = mailbox;
    const program = plainProgram('raw-reader', folder);
    return {
      file: process.execPath,
      args: [program, 'RETR', String(port), user, tls ? caFile : ''],
      env: { BENCH_PASSWORD: PASSWORD },
    };
  },
  delivered: (_job, { stdout }) => Number(/^read (\d+) messages/m.exec(stdout)?.[1] ?? 0),
};
