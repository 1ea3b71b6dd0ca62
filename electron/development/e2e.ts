/** `npm run e2e`: the end-to-end tests alone, on the stand-in for Electron. What is given goes on to vitest. */
import { spawnSync } from 'node:child_process';

const args = process.argv.slice(2);
if (args.includes('--electron')) {
  process.stderr.write(
    'The end-to-end tests do not drive the real Electron yet: only the stand-in of test/support/electron/.\n',
  );
  process.exitCode = 1;
} else {
  const { status } = spawnSync('vitest', ['run', '--project', 'e2e', ...args], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
