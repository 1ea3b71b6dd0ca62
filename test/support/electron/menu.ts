import type { MenuItemLook } from './state.ts';

interface MenuItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly enabled?: boolean;
  readonly click?: (item: object, window: object | undefined, event: object) => void;
  readonly submenu?: readonly MenuItemOptions[];
}

let applicationMenu: Menu | null = null;

export class Menu {
  readonly #items: readonly MenuItemOptions[];

  private constructor(items: readonly MenuItemOptions[]) {
    this.#items = items;
  }

  static buildFromTemplate(template: readonly MenuItemOptions[]): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu;
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }

  /** Without separators. */
  look(): MenuItemLook[] {
    return this.#items
      .filter(({ type }) => type !== 'separator')
      .map(({ id, label = '', enabled = true }) => ({ id, label, enabled }));
  }

  /** As a user would: what is not enabled cannot be clicked. */
  click(label: string): void {
    const item = find(this.#items, label);
    if (item === undefined) throw new Error(`The menu has no "${label}".`);
    if (item.enabled === false) throw new Error(`"${label}" is not enabled.`);
    item.click?.({}, undefined, {});
  }
}

function find(items: readonly MenuItemOptions[], label: string): MenuItemOptions | undefined {
  for (const item of items) {
    if (item.label === label) return item;
    const below = find(item.submenu ?? [], label);
    if (below !== undefined) return below;
  }
  return undefined;
}
