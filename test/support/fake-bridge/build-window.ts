import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

export interface BuiltWindow extends AsyncDisposable {
  readonly folder: string;
}

/** Builds the window on the fake bridge as for a release, into a new folder that goes with it. */
export async function buildWindow(): Promise<BuiltWindow> {
  const folder = await mkdtemp(join(tmpdir(), 'rpop-window-'));
  const configFile = join(import.meta.dirname, 'vite.config.ts');
  await build({ configFile, logLevel: 'warn', build: { outDir: folder, chunkSizeWarningLimit: 5_000 } });
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
