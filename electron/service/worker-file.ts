import { fileURLToPath } from 'node:url';

/**
 * A worker thread's file, for the module at `moduleUrl`: the source beside it in tests, in the build a bundle of its
 * own. In the package it lies beside the archive, since a worker cannot import an ES module from within:
 * https://github.com/piscinajs/piscina/issues/519. It is an .mjs because there is no package.json to tell what it is.
 */
export function workerFile(name: 'fetch-worker' | 'reading-worker', moduleUrl: string): string {
  const path = fileURLToPath(new URL(`./${name}.${moduleUrl.endsWith('.ts') ? 'ts' : 'mjs'}`, moduleUrl));
  return path.replace(/(?<=[\\/])app\.asar(?=[\\/])/, 'app.asar.unpacked');
}
