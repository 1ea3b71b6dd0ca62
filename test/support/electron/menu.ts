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

class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly submenu: Menu | undefined;
  readonly #click: MenuItemOptions['click'];

  constructor({ id, label = '', type, enabled = true, click, submenu }: MenuItemOptions) {
    this.id = id;
    this.label = label;
    this.type = type ?? (submenu === undefined ? 'normal' : 'submenu');
    this.enabled = enabled;
    this.submenu = submenu === undefined ? undefined : Menu.buildFromTemplate(submenu);
    this.#click = click;
  }

  click(event: object, window: object | undefined): void {
    this.#click?.(this, window, event);
  }
}

export class Menu {
  readonly items: readonly MenuItem[];

  private constructor(items: readonly MenuItem[]) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly MenuItemOptions[]): Menu {
    return new Menu(template.map((options) => new MenuItem(options)));
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu;
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu;
  }
}
