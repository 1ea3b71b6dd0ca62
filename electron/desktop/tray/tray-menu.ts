import type { MenuItemConstructorOptions } from 'electron';
import type { Place } from '../../../shared/ipc.ts';
import { PAUSE_CHOICES, RESUME_LABEL } from '../../../shared/pause.ts';
import { newMessages, type TraySummary } from './tray-summary.ts';

export interface TrayActions {
  open(place?: Place): void;
  fetchAll(): void;
  /** Without a time, until resumed. */
  pause(forMs?: number): void;
  resume(): void;
  quit(): void;
}

/** The menu of the tray's icon: what there is to know first, then what there is to do. */
export function trayMenu(
  { unseen, line, paused, connections, attention }: TraySummary,
  actions: TrayActions,
  locale: string,
): MenuItemConstructorOptions[] {
  const count = newMessages(unseen, locale);
  return [
    {
      id: 'mail',
      label: `${count.charAt(0).toUpperCase()}${count.slice(1)}`,
      enabled: unseen > 0,
      click: () => {
        actions.open({ page: 'folders' });
      },
    },
    {
      id: 'line',
      label: line,
      enabled: attention !== undefined,
      click: () => {
        if (attention !== undefined) actions.open({ page: 'connections', connection: attention });
      },
    },
    { type: 'separator' },
    {
      id: 'fetch',
      label: 'Fetch now',
      enabled: connections > 0,
      click: () => {
        actions.fetchAll();
      },
    },
    ...pauseItems(paused, actions),
    { type: 'separator' },
    {
      id: 'open',
      label: 'Open RPOP',
      click: () => {
        actions.open();
      },
    },
    {
      id: 'log',
      label: 'Log',
      click: () => {
        actions.open({ page: 'activity', tab: 'log' });
      },
    },
    { type: 'separator' },
    {
      id: 'quit',
      label: 'Quit RPOP',
      click: () => {
        actions.quit();
      },
    },
  ];
}

function pauseItems(paused: boolean, actions: TrayActions): MenuItemConstructorOptions[] {
  if (paused) {
    const click = (): void => {
      actions.resume();
    };
    return [{ id: 'resume', label: RESUME_LABEL, click }];
  }
  return PAUSE_CHOICES.map(({ id, label, forMs }) => ({
    id,
    label,
    click: () => {
      actions.pause(forMs);
    },
  }));
}
