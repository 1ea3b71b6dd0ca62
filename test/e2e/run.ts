/**
 * `npm run e2e`: the end-to-end tests alone. With `--electron` in real Electron, where its program is. Whatever else is
 * given goes to vitest.
 */
import { spawnSync } from 'node:child_process';
import { electronProgram } from '../../development/electron-program.ts';

const args = process.argv.slice(2);
const real = args.includes('--electron');
const electron = real ? electronProgram() : undefined;
if (real && electron === undefined) {
  process.exitCode = 1;
} else {
  const { status } = spawnSync(
    'vitest',
    ['run', '--project', 'e2e', ...args.filter((each) => each !== '--electron')],
    {
      stdio: 'inherit',
      env: { ...process.env, ...(electron === undefined ? {} : { RPOP_ELECTRON: electron }) },
    },
  );
  process.exitCode = status ?? 1;
}
