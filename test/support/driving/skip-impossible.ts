/** Set up before each end-to-end spec: leaves out, and says so, what cannot be done in real Electron. */
import { beforeEach } from 'vitest';
import { whyNotInElectron } from './not-in-electron.ts';

beforeEach(({ task, skip }) => {
  if (process.env['RPOP_E2E_ELECTRON'] === undefined) return;
  const why = whyNotInElectron(task.name, process.platform);
  if (why === undefined) return;
  process.stdout.write(`Left out in Electron: "${task.name}": ${why}.\n`);
  skip(why);
});
