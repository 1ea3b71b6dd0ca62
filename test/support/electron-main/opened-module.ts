import type * as Electron from 'electron';

/** What is nothing but functions, and in some builds of Electron a namespace of ES modules, of which nothing can change. */
const NAMESPACES = ['clipboard', 'dialog', 'nativeImage', 'net', 'shell'] as const;

export interface OpenedModule {
  /** The module, with copies in the place of what is sealed. */
  readonly electron: typeof Electron;
  /** The names of the copies: whoever is observed has to be given these. */
  readonly copied: readonly string[];
}

/** Electron's module as it can be observed: what is sealed in it is copied, and all else is Electron's own. */
export function openModule(electron: typeof Electron): OpenedModule {
  const copied = NAMESPACES.filter((name) => isSealed(electron[name]));
  const copies = copied.map(
    (name) => [name, { value: Object.assign({}, electron[name]), enumerable: true }] as const,
  );
  // What it does not have itself, it has from Electron's.
  const opened = Object.create(electron, Object.fromEntries(copies)) as typeof Electron;
  return { electron: opened, copied };
}

function isSealed(namespace: object): boolean {
  return Object.values(Object.getOwnPropertyDescriptors(namespace)).some(({ configurable }) => !configurable);
}
