import { useEffect, useState } from 'react';
import { wordsOf } from './error-words.ts';
import { useSettingsEditor } from './settings-context.ts';
import {
  changeOf,
  isDefault,
  problemsOf,
  settingAt,
  type SettingPath,
  type SettingValue,
} from './setting-path.ts';

const SAVED_SHOWN_MS = 2_500;

export interface SettingEditor<P extends SettingPath> {
  readonly value: SettingValue<P>;
  readonly isDefault: boolean;
  /** Just now. */
  readonly saved: boolean;
  /** Why the last change was not taken. */
  readonly failure: string | undefined;
  /** What the schema says against a value. */
  readonly check: (value: unknown) => string | undefined;
  /** At once; a value that the schema refuses is never asked for. Resolves with whether it was taken over. */
  readonly save: (value: unknown) => Promise<boolean>;
  readonly reset: () => Promise<boolean>;
}

/** One setting: what it is, and the ways to change it. */
export function useSetting<P extends SettingPath>(path: P): SettingEditor<P> {
  const { settings } = useSettingsEditor();
  const { saved, failure, change } = useChange();
  const check = (value: unknown): string | undefined =>
    problemsOf(settings, changeOf(path, value))
      .map(({ message }) => message)
      .join(' ') || undefined;
  return {
    value: settingAt(settings, path),
    isDefault: isDefault(settings, path),
    saved,
    failure,
    check,
    save: async (value) => check(value) === undefined && (await change(changeOf(path, value))),
    reset: () => change(changeOf(path, null)),
  };
}

/** Changes to settings with what became of the last one. */
export function useChange(): {
  readonly saved: boolean;
  readonly failure: string | undefined;
  readonly change: (changes: Readonly<Record<string, unknown>>) => Promise<boolean>;
} {
  const { set } = useSettingsEditor();
  const [outcome, setOutcome] = useState<{ saved: number } | { failure: string }>();
  const savedAt = outcome !== undefined && 'saved' in outcome ? outcome.saved : undefined;

  useEffect(() => {
    if (savedAt === undefined) return undefined;
    const timer = setTimeout(() => {
      setOutcome(undefined);
    }, SAVED_SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [savedAt]);

  return {
    saved: savedAt !== undefined,
    failure: outcome !== undefined && 'failure' in outcome ? outcome.failure : undefined,
    change: async (changes) => {
      try {
        await set(changes);
        setOutcome({ saved: performance.now() });
        return true;
      } catch (error) {
        setOutcome({ failure: wordsOf(error) });
        return false;
      }
    },
  };
}
