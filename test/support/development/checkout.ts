import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
/** What `npm run dev` builds from. */
const SOURCES = [
  'electron',
  'shared',
  'renderer',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
  'vite.worker.config.ts',
  'vite.preload.config.ts',
  'vite.renderer.config.ts',
];

/** A copy of this checkout in which one can edit. The modules are the same; what is kept beside them is its own. */
export function copyCheckout(folder: string): void {
  for (const name of SOURCES) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== '.vite') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
}

/** Writes a file anew with one text in the place of another. */
export function edit(path: string, text: string, replacement: string): void {
  const before = readFileSync(path, 'utf8');
  if (!before.includes(text)) throw new Error(`${path} has no "${text}".`);
  writeFileSync(path, before.replace(text, replacement));
}
