import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The window on the fake bridge, for a browser: `npm run preview:window`.
export default defineConfig({
  root: import.meta.dirname + '/page',
  base: './',
  server: { host: '127.0.0.1', port: 5199, fs: { allow: [`${import.meta.dirname}/../../..`] } },
  build: { target: 'chrome150', emptyOutDir: true },
  cacheDir: `${import.meta.dirname}/../../../node_modules/.vite-window`,
  plugins: [react()],
});
