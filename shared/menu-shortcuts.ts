/** A key of the application's menu, which works wherever one is in the window. */
export interface MenuShortcut {
  /** `mod` is Ctrl, and on macOS ⌘. */
  readonly keys: string;
  /** Where macOS has another. */
  readonly macKeys?: string;
  readonly does: string;
}

/** Main gives them to the menu, and the window shows them among its shortcuts. */
export const MENU_SHORTCUTS = {
  addConnection: { keys: 'mod+N', does: 'Add a connection' },
  fetchAll: { keys: 'mod+shift+F', does: 'Fetch all now' },
  settings: { keys: 'mod+,', does: 'Settings' },
  zoomIn: { keys: 'mod+plus', does: 'Larger' },
  zoomOut: { keys: 'mod+-', does: 'Smaller' },
  resetZoom: { keys: 'mod+0', does: 'As large as at first' },
  togglefullscreen: { keys: 'F11', macKeys: 'ctrl+mod+F', does: 'Full screen' },
  close: { keys: 'mod+W', does: 'Close the window' },
  quit: { keys: 'mod+Q', does: 'Quit' },
} as const satisfies Readonly<Record<string, MenuShortcut>>;

export type MenuShortcutName = keyof typeof MENU_SHORTCUTS;

export function menuKeys(name: MenuShortcutName, macOs: boolean): string {
  const shortcut: MenuShortcut = MENU_SHORTCUTS[name];
  return (macOs ? shortcut.macKeys : undefined) ?? shortcut.keys;
}
