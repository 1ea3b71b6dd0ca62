import {
  IconArrowsTransferUpDown,
  IconBell,
  IconFolders,
  IconInfoCircle,
  IconKey,
  IconMailDown,
  IconNotes,
  IconPalette,
  IconPower,
  IconStack2,
  type Icon,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { SettingsSectionName } from '../../shared/ipc.ts';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { ConfigurationSection } from './configuration-section.tsx';
import { FetchingSection } from './fetching-section.tsx';
import { LoggingSection } from './logging-section.tsx';
import { MailRootSection } from './mail-root-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { PasswordsSection } from './passwords-section.tsx';
import { StartUpSection } from './start-up-section.tsx';
import { ThreadsSection } from './threads-section.tsx';

export interface SettingsSection {
  readonly label: string;
  readonly icon: Icon;
  readonly section: ComponentType;
}

/** What each section of the settings is. */
export const SECTIONS: Readonly<Record<SettingsSectionName, SettingsSection>> = {
  fetching: { label: 'Fetching', icon: IconMailDown, section: FetchingSection },
  threads: { label: 'Threads', icon: IconStack2, section: ThreadsSection },
  mail: { label: 'Mail folder', icon: IconFolders, section: MailRootSection },
  passwords: { label: 'Passwords', icon: IconKey, section: PasswordsSection },
  notifications: { label: 'Notifications', icon: IconBell, section: NotificationsSection },
  appearance: { label: 'Appearance', icon: IconPalette, section: AppearanceSection },
  'start-up': { label: 'Start-up and tray', icon: IconPower, section: StartUpSection },
  logging: { label: 'Logging', icon: IconNotes, section: LoggingSection },
  configuration: {
    label: 'Export and import',
    icon: IconArrowsTransferUpDown,
    section: ConfigurationSection,
  },
  about: { label: 'About', icon: IconInfoCircle, section: AboutSection },
};
