import { Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  readonly addConnection: () => void;
  readonly fetchAll: () => void;
  readonly settings: () => void;
}

/** The application's menu: on macOS at the top of the screen, elsewhere behind Alt, and everywhere its shortcuts. */
export function setApplicationMenu(
  actions: MenuActions,
  { macOs, development }: { macOs: boolean; development: boolean },
): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(actions, { macOs, development })));
}

function template(
  { addConnection, fetchAll, settings }: MenuActions,
  { macOs, development }: { macOs: boolean; development: boolean },
): MenuItemConstructorOptions[] {
  const settingsItem: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CommandOrControl+,',
    click: () => {
      settings();
    },
  };
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      {
        label: 'Add Connection…',
        accelerator: 'CommandOrControl+N',
        click: () => {
          addConnection();
        },
      },
      {
        label: 'Fetch Now',
        accelerator: 'CommandOrControl+Shift+F',
        click: () => {
          fetchAll();
        },
      },
      { type: 'separator' },
      ...(macOs ? [] : [settingsItem, { type: 'separator' } as const]),
      { role: 'close' },
      ...(macOs ? [] : [{ role: 'quit' } as const]),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(development ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  };
  const application: MenuItemConstructorOptions = {
    label: 'RPOP',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settingsItem,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
  return [...(macOs ? [application] : []), file, { role: 'editMenu' }, view, { role: 'windowMenu' }];
}
