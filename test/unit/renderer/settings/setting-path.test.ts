import { describe, expect, it } from 'vitest';
import {
  changeOf,
  defaultAt,
  isDefault,
  problemsOf,
  settingAt,
  together,
} from '../../../../renderer/settings/setting-path.ts';
import { settingsSchema } from '../../../../shared/settings.ts';

const settings = settingsSchema.parse({
  threads: { minimum: 2, maximum: 6 },
  desktop: { appearance: 'dark' },
});

describe('a setting by its path', () => {
  it('is read, and so is its default', () => {
    expect(settingAt(settings, 'threads.maximum')).toBe(6);
    expect(defaultAt('threads.maximum')).toBe(4);
    expect(settingAt(settings, 'desktop.appearance')).toBe('dark');
    expect(isDefault(settings, 'desktop.appearance')).toBe(false);
    expect(isDefault(settings, 'logging.eventTypes')).toBe(true);
  });

  it('makes the document that changes it, and nothing beside it', () => {
    expect(changeOf('logging.remote.port', 601)).toEqual({ logging: { remote: { port: 601 } } });
    expect(together(changeOf('threads.minimum', 3), changeOf('threads.maximum', null))).toEqual({
      threads: { minimum: 3, maximum: null },
    });
  });

  it('is checked by the schema of the service, field by field', () => {
    expect(problemsOf(settings, changeOf('threads.maximum', 7))).toEqual([]);
    expect(problemsOf(settings, changeOf('threads.maximum', 65))).toEqual([
      { field: 'threads.maximum', message: 'The maximum of threads is at most 64.' },
    ]);
    expect(problemsOf(settings, changeOf('defaultIntervalMinutes', 2.5))).toEqual([
      { field: 'defaultIntervalMinutes', message: 'The default interval is a whole number.' },
    ]);
    expect(problemsOf(settings, changeOf('logging.internal.filesKept', 0))).toEqual([
      { field: 'logging.internal.filesKept', message: 'The number of files is at least 1.' },
    ]);
  });

  it('is checked together with what it depends on', () => {
    expect(problemsOf(settings, changeOf('threads.minimum', 7))).toEqual([
      { field: 'threads.minimum', message: 'The minimum of threads is more than the maximum.' },
    ]);
    const both = together(changeOf('threads.minimum', 7), changeOf('threads.maximum', 8));
    expect(problemsOf(settings, both)).toEqual([]);
    expect(problemsOf(settings, changeOf('logging.remote.enabled', true))).toEqual([
      { field: 'logging.remote.host', message: 'Enter the host that receives the events.' },
    ]);
  });
});
