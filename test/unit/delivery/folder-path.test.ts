import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DeliveryError } from '../../../electron/delivery/delivery-error.ts';
import { openFolder } from '../../../electron/delivery/folder-path.ts';
import { messageDigest, messageName } from '../../../electron/delivery/maildir-name.ts';
import { Maildir } from '../../../electron/delivery/maildir.ts';

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

it.each(['tmp', 'new', 'cur'])('refuses a symbolic link in the place of %s that leads out', async (part) => {
  mkdirSync(join(root, 'work'), { recursive: true });
  const elsewhere = join(place, 'elsewhere');
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, join(root, 'work', part));
  await expect(new Maildir(root, 'work').open()).rejects.toMatchObject({ code: 'folder-outside-root' });
  expect(readdirSync(elsewhere)).toEqual([]);
});

it('creates nothing through a symbolic link that leads to nothing', async () => {
  mkdirSync(root);
  symlinkSync(join(place, 'not-there'), join(root, 'out'));
  await expect(new Maildir(root, 'out/mail').open()).rejects.toBeInstanceOf(DeliveryError);
  symlinkSync(join(place, 'not-there'), join(root, 'new'));
  await expect(new Maildir(root).open()).rejects.toBeInstanceOf(DeliveryError);
  expect(readdirSync(place)).toEqual(['root']);
});

it('writes over no file and through no link that waits under the name of a message', async () => {
  const victim = join(place, 'victim');
  writeFileSync(victim, 'precious');
  const maildir = new Maildir(root);
  await maildir.open();
  const digest = messageDigest('mailbox', 'uid');
  for (const copy of [0, 1]) symlinkSync(victim, join(root, 'new', messageName(digest, 4, copy)));
  // The names in tmp are counted, and so can be foreseen, too.
  const [staged, next] = [1, 2].map((count) => {
    const name = `${digest}.rpop.${hostname().replaceAll(/[^A-Za-z0-9-]/g, '_')}.${process.pid}.${count}`;
    return { name, path: join(root, 'tmp', name) };
  });
  symlinkSync(victim, staged?.path ?? '');
  const refused = maildir.stage(digest);
  refused.write(Buffer.from('evil'));
  expect(() => refused.finish()).toThrow(DeliveryError);
  const writer = maildir.stage(digest);
  writer.write(Buffer.from('evil'));
  await maildir.commit([writer.finish()]);
  expect(readFileSync(victim, 'utf8')).toBe('precious');
  expect(readFileSync(join(root, 'new', messageName(digest, 4, 2)), 'utf8')).toBe('evil');
  expect(readdirSync(join(root, 'tmp'))).not.toContain(next?.name);
});

it('does not hang where a file system denies that its folders exist', async () => {
  await expect(openFolder('/proc/rpop', '')).rejects.toBeInstanceOf(DeliveryError);
});
