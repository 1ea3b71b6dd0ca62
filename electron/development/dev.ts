/**
 * `npm run dev`: the application with pages that change as one edits them, and a main process that starts anew. Works
 * on a data folder of its own, `.dev` in the checkout, unless RPOP_HOME says otherwise. It ends with the application,
 * and the application with it.
 */
import { resolve } from 'node:path';
import { createServer } from 'vite';
import { electronProgram, WITHOUT_A_WINDOW } from './electron-program.ts';
import { RestartingProgram } from './restarting-program.ts';
import { watchBundles } from './watched-bundles.ts';

/** Where Vite serves the pages; another port by `PORT`. */
const HOST = '127.0.0.1';
const PORT = Number(process.env['PORT'] ?? 5173);

const electron = electronProgram(WITHOUT_A_WINDOW);
if (electron === undefined) process.exit(1);

const program = new RestartingProgram({
  path: electron,
  args: ['.', ...process.argv.slice(2)],
  env: { RPOP_HOME: resolve('.dev'), ...process.env, RPOP_PAGES_FROM: `http://${HOST}:${PORT}` },
});
const interrupted = new Promise<number>((done) => {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Who asks twice does not want to wait.
      if (asked) program.kill();
      asked = true;
      done(0);
    });
  }
});

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
await watchBundles(() => {
  program.restart();
});

try {
  process.exitCode = await Promise.race([program.ended, interrupted]);
} catch (error) {
  process.stderr.write(
    `Electron could not be started: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
await program.stop();
// What watches and serves has nothing to save.
process.exit();
