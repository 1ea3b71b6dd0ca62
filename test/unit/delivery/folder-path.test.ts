import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DeliveryError } from '../../../electron/delivery/delivery-error.ts';
import { openFolder } from '../../../electron/delivery/folder-path.ts';

let place: string;
let root: string;

beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'rpop-folder-')));
  root = join(place, 'root');
});

afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

it('creates the levels of a folder below the root', async () => {
  expect(await openFolder(root, 'work/2026')).toBe(join(root, 'work', '2026'));
});

it('never leaves the root, whatever the name', async () => {
  const part = fc.constantFrom('..', '.', '/', '\\', 'a', '', '\0', ':', '~', '%2e%2e');
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
      const result: unknown = await openFolder(root, parts.join('')).catch((error: unknown) => error);
      const inside = typeof result === 'string' && (result === root || result.startsWith(`${root}/`));
      expect(inside || result instanceof DeliveryError).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it('refuses a symbolic link that leads out', async () => {
  mkdirSync(root);
  symlinkSync(place, join(root, 'out'));
  await expect(openFolder(root, 'out/mail')).rejects.toMatchObject({ code: 'folder-outside-root' });
});

it('does not hang where a file system denies that its folders exist', async () => {
  await expect(openFolder('/proc/rpop', '')).rejects.toBeInstanceOf(DeliveryError);
});
