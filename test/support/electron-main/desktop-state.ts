/** What the outside of the application looks like, for tests. */
export interface DesktopState {
  readonly windows: readonly WindowLook[];
  readonly tray: TrayLook | undefined;
  readonly notifications: readonly { readonly title: string; readonly body: string }[];
  readonly errorBoxes: readonly string[];
  /** Files, folders and addresses that were given to the system. */
  readonly opened: readonly string[];
  readonly clipboard: string;
  readonly loginItem: object | undefined;
}

export interface WindowLook {
  readonly visible: boolean;
  readonly minimized: boolean;
  /** Its page has loaded. */
  readonly loaded: boolean;
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

export interface TrayLook {
  /** The file's name. */
  readonly icon: string;
  readonly toolTip: string;
  /** Without separators. */
  readonly menu: readonly MenuItemLook[];
}

export interface MenuItemLook {
  readonly id: string | undefined;
  readonly label: string;
  readonly enabled: boolean;
}

/** Holds the state, and tells it anew whenever something changes. */
export class ToldState {
  readonly #listeners = new Set<(state: DesktopState) => void>();
  #state: DesktopState = {
    windows: [],
    tray: undefined,
    notifications: [],
    errorBoxes: [],
    opened: [],
    clipboard: '',
    loginItem: undefined,
  };
  #planned = false;

  get current(): DesktopState {
    return this.#state;
  }

  onChange(listener: (state: DesktopState) => void): void {
    this.#listeners.add(listener);
  }

  /** What changes in one go is told in one go. */
  change(changes: Partial<DesktopState>): void {
    this.#state = { ...this.#state, ...changes };
    if (this.#planned) return;
    this.#planned = true;
    setImmediate(() => {
      this.#planned = false;
      for (const listener of this.#listeners) listener(this.#state);
    });
  }
}
