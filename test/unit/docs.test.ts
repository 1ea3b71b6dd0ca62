import { glob, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../shared/error-codes.ts';
import { documentedSchemas } from '../support/schema-table.ts';

describe('docs/', () => {
  it('tells of every setting and field what the schema says (npm run docs writes it)', async () => {
    for (const { found, wanted } of await documentedSchemas()) expect(found).toBe(wanted);
  });

  it('has every error code in errors.md, in the same order, and no other', async () => {
    const page = await readFile('docs/errors.md', 'utf8');
    const documented = [...page.matchAll(/^\| ((?:`[a-z0-9-]+`(?:, )?)+) /gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([a-z0-9-]+)`/g)].map(([, code = '']) => code),
    );
    expect(documented).toEqual(ERROR_CODES);
  });
});

describe('the error codes', () => {
  it('are all used: the compiler keeps the source from using others', async () => {
    const unused = new Set<string>(ERROR_CODES);
    for await (const path of glob('{electron,shared}/**/*.ts', { exclude: ['shared/error-codes.ts'] })) {
      for (const [, code = ''] of (await readFile(path, 'utf8')).matchAll(/'([a-z0-9-]+)'/g))
        unused.delete(code);
    }
    expect([...unused]).toEqual([]);
  });
});
