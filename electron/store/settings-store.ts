import { Low } from 'lowdb';
import { z } from 'zod';
import { fieldProblems } from '../../shared/field-problem.ts';
import { InvalidInputError } from '../../shared/invalid-input.ts';
import { type Settings, settingsSchema } from '../../shared/settings.ts';
import { DocumentFile } from './document-file.ts';
import { DocumentError, jsonDocument } from './json-document.ts';

export interface SettingsStoreOptions {
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told when the document could not be understood and was set aside, and where it is now. */
  readonly onSetAside: (aside: string, why: string) => void;
}

const objectSchema = z.record(z.string(), z.unknown());
type StoredSettings = z.output<typeof objectSchema>;

/**
 * The service's settings (`settings.json`, lowdb). The file holds what the user set and nothing else; the rest are
 * defaults. Changes are durable when their promise resolves, and follow one another. Throws InvalidInputError and
 * StoreError.
 */
export class SettingsStore {
  readonly #low: Low<StoredSettings>;
  #settings: Settings;
  #changing: Promise<unknown> = Promise.resolve();

  private constructor(low: Low<StoredSettings>) {
    this.#low = low;
    this.#settings = settingsSchema.parse(low.data);
  }

  /** Reads the document. One that cannot be understood is set aside, never overwritten. */
  static async open({ path, now, onSetAside }: SettingsStoreOptions): Promise<SettingsStore> {
    const file = new DocumentFile(path);
    const low = new Low<StoredSettings>(jsonDocument(file, parseStored), {});
    try {
      await low.read();
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      onSetAside(file.setAside(now()), error.message);
    }
    return new SettingsStore(low);
  }

  get current(): Settings {
    return this.#settings;
  }

  /** Takes over some settings: `{ threads: { maximum: 8 } }`; null sets one back to its default. */
  change(changes: unknown): Promise<Settings> {
    const result = this.#changing.then(() => this.#change(changes));
    this.#changing = result.catch(() => undefined);
    return result;
  }

  async #change(changes: unknown): Promise<Settings> {
    const given = objectSchema.safeParse(changes);
    if (!given.success) throw new InvalidInputError(fieldProblems(given.error), 'invalid-settings');
    const before = this.#low.data;
    const after = merged(before, given.data);
    const parsed = settingsSchema.safeParse(after);
    if (!parsed.success) throw new InvalidInputError(fieldProblems(parsed.error), 'invalid-settings');
    this.#low.data = after;
    try {
      await this.#low.write();
    } catch (error) {
      this.#low.data = before;
      throw error;
    }
    this.#settings = parsed.data;
    return parsed.data;
  }
}

/** What is stored, if all of it is settings. */
function parseStored(json: unknown): StoredSettings {
  const parsed = settingsSchema.safeParse(json);
  if (parsed.success) return objectSchema.parse(json);
  throw DocumentError.from(parsed.error);
}

/** Objects are merged key by key; lists and values replace what was there. */
function merged(stored: StoredSettings, changes: StoredSettings): StoredSettings {
  const result = { ...stored };
  for (const [key, value] of Object.entries(changes)) {
    // Set like any other key it would be the prototype.
    if (key === '__proto__') {
      throw new InvalidInputError([{ field: key, message: 'There is no such setting.' }], 'invalid-settings');
    }
    if (value === null) delete result[key];
    else if (isObject(value)) result[key] = merged(isObject(result[key]) ? result[key] : {}, value);
    else result[key] = value;
  }
  return result;
}

function isObject(value: unknown): value is StoredSettings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
