/**
 * `npm run dev`: the application with pages that change as one edits them, and a main process that starts anew. Works
 * on a data folder of its own, `.dev` in the checkout, unless RPOP_HOME says otherwise.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { build, createServer, type Rollup } from 'vite';
import { electronProgram, WITHOUT_A_WINDOW } from './electron-program.ts';

/** Where Vite serves the pages; another port by `PORT`. */
const HOST = '127.0.0.1';
const PORT = Number(process.env['PORT'] ?? 5173);

/** The bundles of the Node side, each by its configuration and mode. */
const BUNDLES = [
  ['vite.config.ts', 'production'],
  ['vite.worker.config.ts', 'fetch-worker'],
  ['vite.worker.config.ts', 'reading-worker'],
  ['vite.preload.config.ts', 'production'],
] as const;

const electron = electronProgram(WITHOUT_A_WINDOW);
if (electron === undefined) process.exit(1);

const pages = await createServer({
  configFile: 'vite.renderer.config.ts',
  // The page is at app://rpop/: its client has to be told where the server is.
  server: {
    host: HOST,
    port: PORT,
    strictPort: true,
    hmr: { host: HOST, clientPort: PORT, protocol: 'ws' },
  },
});
await pages.listen();

let running: ChildProcess | undefined;
let restarting = Promise.resolve();

async function restart(program: string): Promise<void> {
  if (running !== undefined && running.exitCode === null) {
    const exited = once(running, 'exit');
    running.kill('SIGTERM');
    await exited;
  }
  const child = spawn(program, ['.', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { RPOP_HOME: resolve('.dev'), ...process.env, RPOP_PAGES_FROM: `http://${HOST}:${PORT}` },
  });
  running = child;
  // Who quits the application wants to be done.
  child.once('exit', (_code, signal) => {
    if (running === child && signal === null) process.exit();
  });
}

let built = 0;
for (const [configFile, mode] of BUNDLES) {
  const watcher = (await build({
    configFile,
    mode,
    logLevel: 'warn',
    build: { watch: {}, emptyOutDir: false },
  })) as Rollup.RollupWatcher; // as `watch` says
  watcher.on('event', ({ code }) => {
    if (code !== 'END') return;
    built += 1;
    // Once all are there, and then for each that changes.
    if (built >= BUNDLES.length) restarting = restarting.then(async () => restart(electron));
  });
}
