import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SettingsStore } from '../../../electron/store/settings-store.ts';
import { settingsSchema } from '../../../shared/settings.ts';

describe('the settings', () => {
  let folder: string;
  let path: string;
  const asides: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rpop-settings-'));
    path = join(folder, 'settings.json');
    asides.length = 0;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const open = (): Promise<SettingsStore> =>
    SettingsStore.open({ path, now: () => 0, onSetAside: (aside) => void asides.push(aside) });
  const stored = (): unknown => JSON.parse(readFileSync(path, 'utf8'));

  test('are the defaults until something is set, and keep what was set and nothing else', async () => {
    const store = await open();
    expect(store.current).toEqual(settingsSchema.parse({}));
    expect(readdirSync(folder)).toEqual([]);
    await store.change({ threads: { maximum: 8 } });
    await store.change({ threads: { minimum: 2 }, mailRoot: '/mail' });
    expect(stored()).toEqual({ threads: { maximum: 8, minimum: 2 }, mailRoot: '/mail' });
    expect((await open()).current.threads).toMatchObject({ minimum: 2, maximum: 8, sessionsPerThread: 8 });
  });

  test('go back to their default by null', async () => {
    const store = await open();
    await store.change({ threads: { maximum: 8 }, mailRoot: '/mail' });
    await store.change({ threads: { maximum: null }, mailRoot: null });
    expect(stored()).toEqual({ threads: {} });
    expect(store.current.threads.maximum).toBe(4);
  });

  test.each([
    ['an unknown one', '{"colour":"red"}'],
    ['a number out of bounds', '{"threads":{"maximum":0}}'],
    ['a minimum over the maximum', '{"threads":{"minimum":5}}'],
    ['no object', '[]'],
    ['a prototype', '{"threads":{"__proto__":{"maximum":9}}}'],
  ])('refuse %s, and stay as they are', async (_what, json) => {
    const store = await open();
    await store.change({ mailRoot: '/mail' });
    await expect(store.change(JSON.parse(json))).rejects.toMatchObject({
      code: 'invalid-settings',
      problems: expect.arrayContaining([{ field: expect.any(String), message: expect.stringMatching(/\w/) }]),
    });
    expect(stored()).toEqual({ mailRoot: '/mail' });
    expect(store.current).toEqual(settingsSchema.parse({ mailRoot: '/mail' }));
  });

  test('take no prototype for settings', async () => {
    const store = await open();
    await store.change(JSON.parse('{"__proto__":{"mailRoot":"/"}}'));
    expect(store.current).toEqual(settingsSchema.parse({}));
    expect('mailRoot' in {}).toBe(false);
  });

  test('that cannot be understood are set aside, and never overwritten', async () => {
    writeFileSync(path, '{"threads": ');
    const store = await open();
    expect(store.current).toEqual(settingsSchema.parse({}));
    await store.change({ mailRoot: '/mail' });
    const [aside = ''] = asides;
    expect(readFileSync(aside, 'utf8')).toBe('{"threads": ');
  });

  test('changed twice at once have both changes', async () => {
    const store = await open();
    await Promise.all([store.change({ mailRoot: '/mail' }), store.change({ batteryFactor: 2 })]);
    expect(stored()).toEqual({ mailRoot: '/mail', batteryFactor: 2 });
  });
});
