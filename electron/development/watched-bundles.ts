import { build, type Rollup } from 'vite';

/** The bundles of the Node side, each by its configuration and mode. */
const BUNDLES = [
  ['vite.config.ts', 'production'],
  ['vite.worker.config.ts', 'fetch-worker'],
  ['vite.worker.config.ts', 'reading-worker'],
  ['vite.preload.config.ts', 'production'],
] as const;

/**
 * Builds the Node side, and again whatever is edited. `onBuilt` is called once all is there, and each time when all that
 * an edit concerns is built; not while something of it fails. Goes on until the process ends.
 */
export async function watchBundles(onBuilt: () => void): Promise<void> {
  const unbuilt = new Set<number>(BUNDLES.keys());
  for (const [index, [configFile, mode]] of BUNDLES.entries()) {
    const watcher = (await build({
      configFile,
      mode,
      logLevel: 'warn',
      build: { watch: {}, emptyOutDir: false },
    })) as Rollup.RollupWatcher; // as `watch` says
    let failed = false;
    watcher.on('event', ({ code }) => {
      switch (code) {
        case 'START':
          failed = false;
          unbuilt.add(index);
          break;
        case 'ERROR':
          // Vite says which.
          failed = true;
          break;
        case 'END':
          if (failed || !unbuilt.delete(index)) break;
          if (unbuilt.size === 0) onBuilt();
          break;
        case 'BUNDLE_START':
        case 'BUNDLE_END':
          break;
      }
    });
  }
}
