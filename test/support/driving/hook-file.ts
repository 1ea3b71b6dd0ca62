import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';

const HOOK = fileURLToPath(new URL('../electron-main/hook.ts', import.meta.url));

let bundled: Promise<string> | undefined;

/** Writes the hook beside a data folder, as one file of CommonJS, which `--require` takes. Returns its path. */
export async function writeHook(dataFolder: string): Promise<string> {
  bundled ??= bundle();
  const path = join(dirname(dataFolder), 'electron-hook.cjs');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await bundled);
  return path;
}

async function bundle(): Promise<string> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: HOOK,
      target: 'node24',
      write: false,
      minify: false,
      rollupOptions: { external: ['electron'], output: { format: 'cjs', codeSplitting: false } },
    },
    ssr: { noExternal: true },
  })) as Rollup.RollupOutput; // one input, and nobody watches
  return output[0].code;
}
