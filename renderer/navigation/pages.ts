import { IconActivity, IconFolder, IconMailbox, IconSettings, type Icon } from '@tabler/icons-react';
import type { Place } from '../../shared/ipc.ts';

export interface Page {
  readonly page: Place['page'];
  readonly label: string;
  readonly icon: Icon;
}

/** The pages, in the order of the sidebar and of the keys Ctrl+1 to Ctrl+4. */
export const PAGES: readonly Page[] = [
  { page: 'connections', label: 'Connections', icon: IconMailbox },
  { page: 'folders', label: 'Folders', icon: IconFolder },
  { page: 'activity', label: 'Activity', icon: IconActivity },
  { page: 'settings', label: 'Settings', icon: IconSettings },
];
