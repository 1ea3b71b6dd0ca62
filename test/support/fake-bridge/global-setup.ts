import type { TestProject } from 'vitest/node';
import { buildWindow } from './build-window.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the window on the fake bridge, built. */
    readonly builtWindow: string;
  }
}

/** One build for all tests of the window. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const built = await buildWindow();
  provide('builtWindow', built.folder);
  return async () => built[Symbol.asyncDispose]();
}
