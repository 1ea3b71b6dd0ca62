import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const HOOK = fileURLToPath(new URL('../electron-main/hook.ts', import.meta.url));

let built: Promise<string> | undefined;

/** The hook as one file of CommonJS, which `--require` takes; built once for a process, and gone with it. */
export function hookFile(): Promise<string> {
  built ??= buildHook();
  return built;
}

async function buildHook(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rpop-hook-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: HOOK,
      target: 'node24',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rollupOptions: {
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'hook.cjs', codeSplitting: false },
      },
    },
    ssr: { noExternal: true },
  });
  return join(folder, 'hook.cjs');
}
