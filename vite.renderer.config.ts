import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The window's pages. Their addresses are relative: main serves them under its own scheme.
export default defineConfig({
  root: 'renderer',
  base: './',
  build: {
    target: 'chrome150',
    outDir: '../dist/renderer',
    emptyOutDir: true,
    sourcemap: true,
    license: { fileName: 'licenses.md' },
  },
  plugins: [react()],
});
