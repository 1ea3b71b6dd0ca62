/** What is installed is what was looked at, and of it only what is listed runs at the installation. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const lockSchema = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
      inBundle: z.boolean().optional(),
    }),
  ),
});
const packageSchema = z.object({
  allowScripts: z.record(z.string(), z.boolean()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  optionalDependencies: z.record(z.string(), z.string()),
});

const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));
const { packages } = lockSchema.parse(await json('package-lock.json'));
const { allowScripts, ...project } = packageSchema.parse(await json('package.json'));
/** All but the project itself. */
const locked = Object.entries(packages).filter(([path]) => path !== '');

describe('package-lock.json', () => {
  it('has a hash of every package, and no address that it would have to come from', () => {
    expect(locked.length).toBeGreaterThan(100);
    // What is in another package's archive is under that one's hash.
    const unhashed = locked.filter(
      ([, { integrity, inBundle }]) =>
        inBundle !== true && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''),
    );
    expect(unhashed.map(([path]) => path)).toEqual([]);
    expect(locked.filter(([, { resolved, link }]) => resolved !== undefined || link === true)).toEqual([]);
  });

  it('has every dependency that package.json names, in a version that it allows', () => {
    const named = { ...project.dependencies, ...project.devDependencies, ...project.optionalDependencies };
    for (const [name, range] of Object.entries(named)) {
      // Exact, or the same major version: what `npm install` writes.
      expect(range).toMatch(/^\^?\d+\.\d+\.\d+$/);
      const version = packages[`node_modules/${name}`]?.version ?? 'none';
      expect(range.startsWith('^') ? version.split('.')[0] : version).toBe(
        range.startsWith('^') ? range.slice(1).split('.')[0] : range,
      );
    }
  });
});

describe('allowScripts', () => {
  const withScripts = new Set(
    locked.flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript === true
        ? [path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)]
        : [],
    ),
  );

  it('says of every package with an install script whether that may run', () => {
    expect([...withScripts].filter((name) => allowScripts[name] === undefined)).toEqual([]);
  });

  it('allows those of the keychain and of the pinned Node alone', () => {
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name] === true);
    expect(allowed.toSorted()).toEqual(['keytar', 'node']);
    for (const name of allowed) expect(withScripts).toContain(name);
  });
});
