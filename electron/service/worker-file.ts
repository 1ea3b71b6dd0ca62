import { fileURLToPath } from 'node:url';

/**
 * The worker thread's file, for the module at `moduleUrl`: the source beside it in tests, in the build a bundle of its
 * own. In the package it lies beside the archive, since a worker cannot import an ES module from within:
 * https://github.com/piscinajs/piscina/issues/519. It is an .mjs because there is no package.json to tell what it is.
 */
export function workerFile(moduleUrl: string): string {
  const name = moduleUrl.endsWith('.ts') ? './fetch-worker.ts' : './fetch-worker.mjs';
  const path = fileURLToPath(new URL(name, moduleUrl));
  return path.replace(/(?<=[\\/])app\.asar(?=[\\/])/, 'app.asar.unpacked');
}
