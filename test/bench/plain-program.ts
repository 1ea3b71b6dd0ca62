import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/**
 * One of the programs beside us as JavaScript in `folder`, so that its run does not pay for the removal of types. The
 * path of the file.
 */
export function plainProgram(name: 'raw-reader' | 'node-pop3-loop', folder: string): string {
  const source = readFileSync(new URL(`./programs/${name}.ts`, import.meta.url), 'utf8');
  const file = join(folder, `${name}.mjs`);
  const modules = join(folder, 'node_modules');
  if (!existsSync(modules)) symlinkSync(NODE_MODULES, modules);
  writeFileSync(file, stripTypeScriptTypes(source));
  return file;
}
