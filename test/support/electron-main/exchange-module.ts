import { registerHooks } from 'node:module';
import type * as Electron from 'electron';

const HELD = 'rpopElectron';

/** From here on, who imports `electron` is given this module. Who requires it gets Electron's own. */
export function exchangeModule(electron: typeof Electron): void {
  Object.defineProperty(globalThis, HELD, { value: electron });
  const names: string[] = [];
  // Its own names, and those it has from Electron's.
  for (const name in electron) if (name !== 'default' && /^\w+$/.test(name)) names.push(name);
  const source = [
    `const electron = globalThis.${HELD};`,
    ...names.map((name) => `export const ${name} = electron.${name};`),
    'export default electron;',
  ].join('\n');
  const url = `data:text/javascript,${encodeURIComponent(source)}`;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' && context.conditions.includes('import')
        ? { url, format: 'module', shortCircuit: true }
        : next(specifier, context),
  });
}
