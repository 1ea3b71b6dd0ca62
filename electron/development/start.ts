/** `npm start`: the application as it was built. What follows `--` is given to it. */
import { spawn } from 'node:child_process';
import { electronProgram, WITHOUT_A_WINDOW } from './electron-program.ts';

const electron = electronProgram(WITHOUT_A_WINDOW);
if (electron === undefined) {
  process.exitCode = 1;
} else {
  const child = spawn(electron, ['.', ...process.argv.slice(2)], { stdio: 'inherit' });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
