import { fileURLToPath } from 'node:url';

/** A worker thread's file: beside this one, as a bundle of its own in the build, as the source in tests. */
function workerFile(name: string): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`./${name}.${extension}`, import.meta.url));
}

export const WORKER_FILE = workerFile('fetch-worker');
export const READING_WORKER_FILE = workerFile('reading-worker');
