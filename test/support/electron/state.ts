/** What the outside of the application looks like, for tests: everything is told anew whenever something changes. */
export interface DesktopState {
  readonly ready: boolean;
  readonly windows: readonly {
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
  }[];
  /** Where the windows' Chromium can be reached over the DevTools protocol. */
  readonly browser: string | undefined;
  readonly tray: TrayLook | undefined;
  readonly notifications: readonly { readonly title: string; readonly body: string }[];
  readonly errorBoxes: readonly string[];
  /** Files, folders and addresses that were given to the system. */
  readonly opened: readonly string[];
  readonly clipboard: string;
  readonly loginItem: object | undefined;
}

export interface TrayLook {
  /** The file's name. */
  readonly icon: string;
  readonly toolTip: string;
  readonly menu: readonly MenuItemLook[];
}

export interface MenuItemLook {
  readonly id: string | undefined;
  readonly label: string;
  readonly enabled: boolean;
}

type Parts = { -readonly [K in keyof DesktopState]: DesktopState[K] };

const state: Parts = {
  ready: false,
  windows: [],
  browser: undefined,
  tray: undefined,
  notifications: [],
  errorBoxes: [],
  opened: [],
  clipboard: '',
  loginItem: undefined,
};

let planned = false;
let tell: ((state: DesktopState) => void) | undefined;

export function currentState(): DesktopState {
  return state;
}

/** What changes in one go is told in one go. */
export function changeState(changes: Partial<DesktopState>): void {
  Object.assign(state, changes);
  if (planned) return;
  planned = true;
  setImmediate(() => {
    planned = false;
    tell?.(state);
  });
}

export function onStateChange(listener: (state: DesktopState) => void): void {
  tell = listener;
}
