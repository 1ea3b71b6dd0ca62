import type * as Electron from 'electron';
import type { MenuItemLook } from './desktop-state.ts';

export function menuLook(menu: Electron.Menu): MenuItemLook[] {
  return menu.items
    .filter(({ type }) => type !== 'separator')
    .map(({ id, label, enabled }) => ({ id, label, enabled }));
}

/** As a user would: what is not enabled cannot be clicked. */
export function clickItem(menu: Electron.Menu | null | undefined, label: string): void {
  const item = find(menu?.items ?? [], label);
  if (item === undefined) throw new Error(`The menu has no "${label}".`);
  if (!item.enabled) throw new Error(`"${label}" is not enabled.`);
  item.click({}, undefined, undefined);
}

function find(items: readonly Electron.MenuItem[], label: string): Electron.MenuItem | undefined {
  for (const item of items) {
    if (item.label === label) return item;
    const below = find(item.submenu?.items ?? [], label);
    if (below !== undefined) return below;
  }
  return undefined;
}
