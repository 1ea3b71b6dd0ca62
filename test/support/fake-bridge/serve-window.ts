import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview } from 'vite';

export interface ServedWindow extends AsyncDisposable {
  /** Ends with a slash. */
  readonly address: string;
}

/** As strict as main serves the real window: no eval, and nothing from elsewhere. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:";

/** The window on the fake bridge, built as for a release and served on 127.0.0.1. */
export async function serveWindow(): Promise<ServedWindow> {
  const configFile = join(import.meta.dirname, 'vite.config.ts');
  const outDir = await mkdtemp(join(tmpdir(), 'rpop-window-'));
  await build({ configFile, logLevel: 'warn', build: { outDir, chunkSizeWarningLimit: 5_000 } });
  const server = await preview({
    configFile,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, headers: { 'Content-Security-Policy': POLICY } },
  });
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error('Vite serves nowhere.');
  return {
    address,
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}
