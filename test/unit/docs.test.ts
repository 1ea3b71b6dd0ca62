import { glob, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { documentedSchemas } from '../support/schema-table.ts';

describe('docs/', () => {
  it('tells of every setting and field what the schema says (npm run docs writes it)', async () => {
    for (const { found, wanted } of await documentedSchemas()) expect(found).toBe(wanted);
  });

  it('has every error code of the source in errors.md, and no other', async () => {
    const used = new Set<string>();
    for await (const path of glob('{electron,shared}/**/*.ts')) {
      for (const code of codesIn(await readFile(path, 'utf8'))) used.add(code);
    }
    const page = await readFile('docs/errors.md', 'utf8');
    const documented = [...page.matchAll(/^\| ((?:`[a-z0-9-]+`(?:, )?)+) /gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([a-z0-9-]+)`/g)].map(([, code = '']) => code),
    );
    expect(used.size).toBeGreaterThan(60);
    expect(documented.toSorted()).toEqual([...used].toSorted());
  });
});

/** The codes of the errors and events that a source file makes, in whichever of our ways. */
function codesIn(source: string): string[] {
  const ways = [
    /\bcode: '([a-z0-9-]+)'/g,
    /CredentialsError\.of\(\s*'([a-z0-9-]+)'/g,
    /\berror\(\s*'([a-z0-9-]+)'/g,
    /\b(?:because|tlsError)\([^;]*?,\s*'([a-z0-9-]+)',\s*['"`]/g,
    /InvalidInputError\([^;]*?,\s*'([a-z0-9-]+)',?\s*\)/g,
    /(?:: |\?\? )\[\s*'([a-z]+-[a-z-]+)',\s*['"`]/g,
    /code = '([a-z0-9-]+)'/g,
    /this\.#log\.write\([^;]*?,\s*'([a-z]+-[a-z-]+)',?\s*\)/g,
  ];
  return ways.flatMap((way) => [...source.matchAll(way)].map(([, code = '']) => code));
}
