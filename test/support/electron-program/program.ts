/**
 * Takes the place of Electron's program, with the stand-in for its module: understands the arguments of Electron 45's
 * own start (default_app/main.ts), among them `--require`, `--inspect=0` (which is Node's) and
 * `--remote-debugging-port=0`, announces both debuggers as Electron does, and runs the application whose folder it is
 * given. With it, what drives Electron can be tried where Electron cannot be had. It is not Electron: its Chromium is a
 * process of its own, driven from here, too.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { devTools, theBrowser } from '../electron/chromium.ts';
import { dialog, net } from '../electron/desktop.ts';

const require = createRequire(import.meta.url);

interface Start {
  readonly modules: readonly string[];
  readonly folder: string | undefined;
  readonly remoteDebugging: boolean;
}

function understand([first, ...rest]: readonly string[], start: Start): Start {
  if (first === undefined) return start;
  if (first === '-r' || first === '--require') {
    const [module = '', ...others] = rest;
    return understand(others, { ...start, modules: [...start.modules, module] });
  }
  if (!first.startsWith('-')) return { ...start, folder: first };
  const remoteDebugging = start.remoteDebugging || first.startsWith('--remote-debugging-port');
  return understand(rest, { ...start, remoteDebugging });
}

// As in Electron: the program, and then what it was given.
process.argv.splice(1, 1);
const { modules, folder, remoteDebugging } = understand(process.argv.slice(1), {
  modules: [],
  folder: undefined,
  remoteDebugging: false,
});
if (folder === undefined) throw new Error('Electron is given the folder of an application.');
// As where Electron's own modules are bundled as ES modules: nobody can change what they export.
for (const namespace of [dialog, net]) Object.freeze(namespace);
for (const module of modules) require(resolve(module));
if (remoteDebugging) {
  void theBrowser();
  void devTools.then((address) => {
    process.stderr.write(`\nDevTools listening on ${address}\n`);
  });
}
const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main: string };
await import(pathToFileURL(join(resolve(folder), main)).href);
