import { chmodSync, cpSync } from 'node:fs';
import { defineConfig } from 'vite';

// The Node side, but for the worker threads: vite.worker.config.ts. The checkout and the package run the same files.
export default defineConfig({
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    license: { fileName: 'licenses.md' },
    rollupOptions: {
      input: {
        cli: 'electron/cli.ts',
        main: 'electron/main.ts',
      },
      // Electron brings itself. keytar is left outside even where it is not installed: there is still the vault.
      external: ['electron', 'keytar'],
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  // Piscina looks for its own files beside itself.
  ssr: { noExternal: true, external: ['piscina'] },
  plugins: [
    {
      name: 'executable-command-line',
      writeBundle: () => {
        // `npx rpop` runs the file itself.
        chmodSync('dist/cli.js', 0o755);
      },
    },
    {
      name: 'icons',
      writeBundle: () => {
        // Those that are loaded while RPOP runs; the package's own are taken where they are drawn.
        cpSync('electron/desktop/icons/icon.png', 'dist/icons/icon.png');
        cpSync('electron/desktop/icons/tray', 'dist/icons/tray', {
          recursive: true,
          filter: (path) => !path.endsWith('.svg'),
        });
      },
    },
  ],
});
