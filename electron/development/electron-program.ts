import { createRequire } from 'node:module';

const NO_ELECTRON = `
Electron, which shows the window, is not here and could not be downloaded: its package fetches the program from
GitHub when it is first used. Behind a proxy or a mirror, see https://www.electronjs.org/docs/latest/tutorial/installation
or point ELECTRON_OVERRIDE_DIST_PATH at a copy that you have.
`;

/** What there is to do without a window. */
export const WITHOUT_A_WINDOW = `
Without a window, RPOP fetches all the same:

  npx rpop connections add work pop3s://me@pop.example.org
  npx rpop run
`;

/**
 * The path of Electron's program, downloaded if this is its first use. Undefined, and told why, where there is none;
 * `otherwise` says what else one could do.
 */
export function electronProgram(otherwise: string): string | undefined {
  try {
    const path: unknown = createRequire(import.meta.url)('electron');
    if (typeof path === 'string') return path;
  } catch {
    // What went wrong, its own installer has printed.
  }
  process.stderr.write(`${NO_ELECTRON}${otherwise}`);
  return undefined;
}
