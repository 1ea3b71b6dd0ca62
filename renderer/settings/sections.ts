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
  readonly id: string;
  readonly label: string;
  readonly icon: Icon;
  readonly section: ComponentType;
}

/** The sections of the settings, in the order of their index. */
export const SECTIONS: readonly SettingsSection[] = [
  { id: 'fetching', label: 'Fetching', icon: IconMailDown, section: FetchingSection },
  { id: 'threads', label: 'Threads', icon: IconStack2, section: ThreadsSection },
  { id: 'mail', label: 'Mail folder', icon: IconFolders, section: MailRootSection },
  { id: 'passwords', label: 'Passwords', icon: IconKey, section: PasswordsSection },
  { id: 'notifications', label: 'Notifications', icon: IconBell, section: NotificationsSection },
  { id: 'appearance', label: 'Appearance', icon: IconPalette, section: AppearanceSection },
  { id: 'start-up', label: 'Start-up and tray', icon: IconPower, section: StartUpSection },
  { id: 'logging', label: 'Logging', icon: IconNotes, section: LoggingSection },
  {
    id: 'configuration',
    label: 'Export and import',
    icon: IconArrowsTransferUpDown,
    section: ConfigurationSection,
  },
  { id: 'about', label: 'About', icon: IconInfoCircle, section: AboutSection },
];
