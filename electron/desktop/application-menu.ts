import type { MenuItemConstructorOptions } from 'electron';
import { menuKeys, type MenuShortcutName } from '../../shared/menu-shortcuts.ts';

export interface MenuActions {
  readonly addConnection: () => void;
  readonly fetchAll: () => void;
  readonly settings: () => void;
}

/** What Electron does by itself, with the keys that the window shows. */
type RoleWithKeys = Exclude<MenuShortcutName, keyof MenuActions>;

/** The application's menu: on macOS at the top of the screen, elsewhere behind Alt, and everywhere its shortcuts. */
export function applicationMenu(
  actions: MenuActions,
  { macOs, development }: { macOs: boolean; development: boolean },
): MenuItemConstructorOptions[] {
  const action = (name: keyof MenuActions, label: string): MenuItemConstructorOptions => ({
    label,
    accelerator: acceleratorOf(menuKeys(name, macOs)),
    click: () => {
      actions[name]();
    },
  });
  const role = (name: RoleWithKeys): MenuItemConstructorOptions => ({
    role: name,
    accelerator: acceleratorOf(menuKeys(name, macOs)),
  });
  const settings = action('settings', 'Settings…');
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      action('addConnection', 'Add Connection…'),
      action('fetchAll', 'Fetch Now'),
      { type: 'separator' },
      ...(macOs ? [] : [settings, { type: 'separator' } as const]),
      role('close'),
      ...(macOs ? [] : [role('quit')]),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      role('resetZoom'),
      role('zoomIn'),
      role('zoomOut'),
      role('togglefullscreen'),
      ...(development ? [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  };
  const application: MenuItemConstructorOptions = {
    label: 'RPOP',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      role('quit'),
    ],
  };
  return [...(macOs ? [application] : []), file, { role: 'editMenu' }, view, { role: 'windowMenu' }];
}

const ELECTRON_NAMES: Readonly<Record<string, string>> = {
  mod: 'CommandOrControl',
  ctrl: 'Control',
  shift: 'Shift',
  plus: 'Plus',
};

/** `mod+shift+F` as Electron writes it. */
function acceleratorOf(keys: string): string {
  return keys
    .split('+')
    .map((key) => ELECTRON_NAMES[key] ?? key)
    .join('+');
}
