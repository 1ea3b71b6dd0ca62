import { join } from 'node:path';
import { preview } from 'vite';

export interface ServedWindow extends AsyncDisposable {
  /** Ends with a slash. */
  readonly address: string;
}

/** As strict as main serves the real window: no eval, and nothing from elsewhere. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:";

/** What `buildWindow` made, served on 127.0.0.1. */
export async function serveWindow(folder: string): Promise<ServedWindow> {
  const server = await preview({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0, headers: { 'Content-Security-Policy': POLICY } },
  });
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error('Vite serves nowhere.');
  return { address, [Symbol.asyncDispose]: () => server.close() };
}
