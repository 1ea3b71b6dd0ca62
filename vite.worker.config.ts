import { defineConfig } from 'vite';

// A worker thread is one file, because the package keeps it outside its archive: see electron-builder.yml.
// `--mode` names it: fetch-worker or reading-worker.
export default defineConfig(({ mode }) => ({
  build: {
    ssr: `electron/service/${mode}.ts`,
    target: 'node24',
    outDir: 'dist',
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    license: { fileName: `licenses-${mode}.md` },
    rollupOptions: { output: { entryFileNames: `${mode}.mjs`, codeSplitting: false } },
  },
  ssr: { noExternal: true },
}));
