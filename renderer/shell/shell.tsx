import { AppShell } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type ComponentType, useState } from 'react';
import type { Place } from '../../shared/ipc.ts';
import { ActivityPage } from '../activity/activity-page.tsx';
import { ConnectionsPage } from '../connections/connections-page.tsx';
import { KeptListView, ListViewContext } from '../connections/list-view.ts';
import { FoldersPage } from '../folders/folders-page.tsx';
import { PAGES } from '../navigation/pages.ts';
import { usePlace, usePlaces } from '../navigation/place-context.ts';
import { SettingsPage } from '../settings/settings-page.tsx';
import { openShortcutSheet } from './shortcut-sheet.tsx';
import { Sidebar } from './sidebar.tsx';
import classes from './shell.module.css';

const CONTENT: Record<Place['page'], ComponentType> = {
  connections: ConnectionsPage,
  folders: FoldersPage,
  activity: ActivityPage,
  settings: SettingsPage,
};

/** The window: the sidebar, and the page one is on. */
export function Shell() {
  const { page } = usePlace();
  const { go } = usePlaces();
  const [listView] = useState(() => new KeptListView());
  useHotkeys([['shift+?', openShortcutSheet]]);
  useHotkeys(
    PAGES.map(({ page: target }, index) => [`mod+${index + 1}`, () => go({ page: target })]),
    [],
  );
  const Content = CONTENT[page];
  return (
    <AppShell navbar={{ width: { base: 56, sm: 200 }, breakpoint: 0 }} className={classes.shell}>
      <AppShell.Navbar className={classes.navbar}>
        <Sidebar />
      </AppShell.Navbar>
      <AppShell.Main className={classes.main}>
        <ListViewContext value={listView}>
          <Content key={page} />
        </ListViewContext>
      </AppShell.Main>
    </AppShell>
  );
}
