import { defineConfig } from 'vite';

// The worker thread is one file, because the package keeps it outside its archive: see electron-builder.yml.
export default defineConfig({
  build: {
    ssr: 'electron/service/fetch-worker.ts',
    target: 'node24',
    outDir: 'dist',
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    license: { fileName: 'licenses-worker.md' },
    rollupOptions: { output: { entryFileNames: 'fetch-worker.mjs', codeSplitting: false } },
  },
  ssr: { noExternal: true },
});
