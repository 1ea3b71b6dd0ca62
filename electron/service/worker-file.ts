import { fileURLToPath } from 'node:url';

/** The worker thread's file: beside this one, as a bundle of its own in the build, as the source in tests. */
const NAME = import.meta.url.endsWith('.ts') ? './fetch-worker.ts' : './fetch-worker.js';

export const WORKER_FILE = fileURLToPath(new URL(NAME, import.meta.url));
