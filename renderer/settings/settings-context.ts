import { createContext, useContext } from 'react';
import type { Settings } from '../../shared/settings.ts';

export interface SettingsEditor {
  readonly settings: Settings;
  /** Resolves when the service has taken the changes over. Rejects with a ReportedError. */
  readonly set: (changes: Readonly<Record<string, unknown>>) => Promise<void>;
}

export const SettingsContext = createContext<SettingsEditor | undefined>(undefined);

/** Of the page that shows the settings. */
export function useSettingsEditor(): SettingsEditor {
  const editor = useContext(SettingsContext);
  if (editor === undefined) throw new Error('There is no SettingsContext around this.');
  return editor;
}
