import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { applicationMenu } from '../../../electron/desktop/application-menu.ts';
import { MENU_SHORTCUTS } from '../../../shared/menu-shortcuts.ts';

interface Item {
  readonly accelerator: string;
  /** The action that a click runs, or the role by which Electron does it. */
  readonly does: string | undefined;
}

/** Every item that has keys, with what it does when it is chosen. */
function itemsWithKeys(macOs: boolean): Item[] {
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  const menu = applicationMenu(
    { addConnection: note('addConnection'), fetchAll: note('fetchAll'), settings: note('settings') },
    { macOs, development: false },
  );
  const items = (list: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    list.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
  return items(menu).flatMap(({ accelerator, role, click }) => {
    if (typeof accelerator !== 'string') return [];
    // The actions look at none of Electron's arguments.
    (click as (() => void) | undefined)?.();
    return [{ accelerator, does: role ?? done.splice(0).join(' and ') }];
  });
}

describe("the application's menu", () => {
  const common: readonly Item[] = [
    { accelerator: 'CommandOrControl+N', does: 'addConnection' },
    { accelerator: 'CommandOrControl+Shift+F', does: 'fetchAll' },
    { accelerator: 'CommandOrControl+,', does: 'settings' },
    { accelerator: 'CommandOrControl+W', does: 'close' },
    { accelerator: 'CommandOrControl+Q', does: 'quit' },
    { accelerator: 'CommandOrControl+0', does: 'resetZoom' },
    { accelerator: 'CommandOrControl+Plus', does: 'zoomIn' },
    { accelerator: 'CommandOrControl+-', does: 'zoomOut' },
  ];
  const sorted = (items: readonly Item[]) =>
    items.toSorted((one, other) => one.accelerator.localeCompare(other.accelerator));

  it.each([
    { system: 'Linux and Windows', macOs: false, fullScreen: 'F11' },
    { system: 'macOS', macOs: true, fullScreen: 'Control+CommandOrControl+F' },
  ])('does by each of its keys what it says, on $system', ({ macOs, fullScreen }) => {
    const wanted = [...common, { accelerator: fullScreen, does: 'togglefullscreen' }];
    expect(sorted(itemsWithKeys(macOs))).toEqual(sorted(wanted));
  });

  it.each([true, false])('has the keys that the window shows, and no others (macOS: %j)', (macOs) => {
    const does = itemsWithKeys(macOs).map((item) => item.does);
    expect(new Set(does)).toEqual(new Set(Object.keys(MENU_SHORTCUTS)));
    expect(does).toHaveLength(Object.keys(MENU_SHORTCUTS).length);
  });
});
