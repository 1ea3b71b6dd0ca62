import type { SettingsSectionName } from '../../shared/ipc.ts';

/** What the sections of the settings are called in the window. */
export const SECTION_NAMES: Readonly<Record<SettingsSectionName, string>> = {
  fetching: 'Fetching',
  threads: 'Threads',
  mail: 'Mail folder',
  passwords: 'Passwords',
  notifications: 'Notifications',
  appearance: 'Appearance',
  'start-up': 'Start-up and tray',
  logging: 'Logging',
  configuration: 'Export and import',
  about: 'About',
};
