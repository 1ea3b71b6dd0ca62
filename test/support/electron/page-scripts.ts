import { randomUUID } from 'node:crypto';
import { decode, encode } from './wire.ts';
import { connectWorlds, preloadModule } from './worlds.ts';

export const PRELOAD_WORLD = 'electron-preload';
/** The function of the preload's world that reaches main, and the one by which main reaches it. */
export const TO_MAIN = 'electronToMain';
export const FROM_MAIN = 'electronFromMain';

/** What runs before a page's own scripts: in the page's world, and in the preload's. */
export function pageScripts(preload: string): { page: string; preload: string } {
  const names = { page: `page-${randomUUID()}`, preload: `preload-${randomUUID()}` };
  const connect = (mine: string, theirs: string): string =>
    `(${connectWorlds.toString()})(${JSON.stringify(mine)}, ${JSON.stringify(theirs)})`;
  return {
    page: `if (window === window.top) ${connect(names.page, names.preload)};`,
    preload: `if (window === window.top) {
      const bridge = ${connect(names.preload, names.page)};
      const { module: electron, fromMain } = (${preloadModule.toString()})(
        bridge, globalThis.${TO_MAIN}, ${encode.toString()}, ${decode.toString()});
      globalThis.${FROM_MAIN} = fromMain;
      const require = (name) => {
        if (name === 'electron') return electron;
        throw new Error('A sandboxed preload cannot load ' + name);
      };
      const module = { exports: {} };
      (function (exports, require, module) {
        ${preload}
      })(module.exports, require, module);
    }`,
  };
}
