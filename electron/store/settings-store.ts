import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Conf from 'conf';
import { z } from 'zod';
import { fieldProblems } from '../../shared/field-problem.ts';
import { InvalidInputError } from '../../shared/invalid-input.ts';
import { type Settings, settingsSchema } from '../../shared/settings.ts';
import { StoreError } from './store-error.ts';

export interface SettingsStoreOptions {
  /** The data folder. */
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told when the document could not be understood and was set aside, and where it is now. */
  readonly onSetAside: (aside: string, why: string) => void;
}

const objectSchema = z.record(z.string(), z.unknown());

/**
 * The service's settings (`settings.json`, conf: the engine of electron-store). The file holds what the user set and
 * nothing else; the rest are defaults. Throws InvalidInputError and StoreError.
 */
export class SettingsStore {
  readonly #conf: Conf;
  #settings: Settings;

  private constructor(conf: Conf, settings: Settings) {
    this.#conf = conf;
    this.#settings = settings;
  }

  /** Reads the document. One that cannot be understood is set aside, never overwritten. */
  static open({ folder, now, onSetAside }: SettingsStoreOptions): SettingsStore {
    const path = join(folder, 'settings.json');
    try {
      const problem = problemWith(path);
      if (problem !== undefined) {
        const aside = `${path}.damaged-${new Date(now()).toISOString().replaceAll(/[:.]/g, '-')}`;
        renameSync(path, aside);
        onSetAside(aside, problem);
      }
      // conf would create the folder readable by everybody.
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const conf = new Conf({
        cwd: folder,
        configName: 'settings',
        configFileMode: 0o600,
        projectName: 'rpop',
      });
      return new SettingsStore(conf, settingsSchema.parse(conf.store));
    } catch (error) {
      throw StoreError.from(error, path, 'read');
    }
  }

  get current(): Settings {
    return this.#settings;
  }

  /** Takes over some settings: `{ threads: { maximum: 8 } }`; null sets one back to its default. Durable when it returns. */
  change(changes: unknown): Settings {
    const given = objectSchema.safeParse(changes);
    if (!given.success) throw new InvalidInputError(fieldProblems(given.error), 'invalid-settings');
    const stored = merged(this.#conf.store, given.data);
    const parsed = settingsSchema.safeParse(stored);
    if (!parsed.success) throw new InvalidInputError(fieldProblems(parsed.error), 'invalid-settings');
    try {
      this.#conf.store = stored;
    } catch (error) {
      throw StoreError.from(error, this.#conf.path, 'written');
    }
    this.#settings = parsed.data;
    return parsed.data;
  }
}

function problemWith(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(text));
    if (parsed.success) return undefined;
    const [problem] = fieldProblems(parsed.error);
    return `${problem?.field ?? ''}: ${problem?.message ?? ''}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Objects are merged key by key; lists and values replace what was there. */
function merged(stored: Record<string, unknown>, changes: Record<string, unknown>): Record<string, unknown> {
  const result = { ...stored };
  for (const [key, value] of Object.entries(changes)) {
    const before = objectSchema.safeParse(result[key]);
    const after = Array.isArray(value) ? undefined : objectSchema.safeParse(value);
    if (value === null) delete result[key];
    else if (after?.success === true)
      result[key] = merged(before.success && !Array.isArray(result[key]) ? before.data : {}, after.data);
    else result[key] = value;
  }
  return result;
}
