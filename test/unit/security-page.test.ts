import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

/** A test by its file and what stands in it: `test/unit/x.test.ts`: "does so". */
const REFERENCE = /`(test\/[^`]+)`: "([^"]+)"/g;

describe('docs/security.md', async () => {
  const page = await readFile('docs/security.md', 'utf8');
  const rows = page.split('\n').filter((line) => /^\| (?!-)/.test(line) && !line.includes('| shown by'));

  it('names a test for everything that stands against an attack', () => {
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) expect(row).toMatch(new RegExp(REFERENCE.source));
  });

  it.each([...page.matchAll(REFERENCE)].map(([, file = '', title = '']) => [file, title] as const))(
    'is right about %s: "%s"',
    async (file, title) => {
      expect(existsSync(file)).toBe(true);
      expect((await readFile(file, 'utf8')).replaceAll(/\s+/g, ' ')).toContain(title);
    },
  );
});
