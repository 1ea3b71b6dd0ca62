/** Takes the place of Electron for `npm run dev`: says which build it was started with, and ends when it is told to. */
import { readFileSync } from 'node:fs';

const [application] = /org\.rpop\.[\w-]+/.exec(readFileSync('dist/main.js', 'utf8')) ?? [];
const say = (words: string): void => {
  process.stdout.write(`program ${process.pid}: ${words}\n`);
};

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // As RPOP does: it quits, and has the exit status of who was not killed.
    say('quits as it is told');
    process.exit(0);
  });
}
process.on('SIGUSR2', () => {
  say('is quit by its user');
  process.exit(7);
});
setInterval(() => undefined, 2 ** 30);
// Now it can be told to.
say(`runs ${application ?? 'nothing'} with ${process.argv.slice(2).join(' ')}`);
