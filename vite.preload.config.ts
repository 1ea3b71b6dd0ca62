import { defineConfig } from 'vite';

// A sandboxed preload is one CommonJS file that may load nothing but Electron.
export default defineConfig({
  build: {
    ssr: 'electron/preload.ts',
    target: 'chrome150',
    outDir: 'dist',
    emptyOutDir: false,
    minify: false,
    rollupOptions: {
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
    },
  },
  ssr: { noExternal: true },
});
