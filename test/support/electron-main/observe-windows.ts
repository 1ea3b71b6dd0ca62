import type * as Electron from 'electron';
import type { ToldState } from './desktop-state.ts';
import { replace } from './replace.ts';

const CHANGES = ['show', 'hide', 'minimize', 'restore', 'resize', 'move'] as const;

export interface ObservedWindows {
  readonly the: () => Electron.BrowserWindow;
}

/** Electron's own windows, told of how they look. Whoever is looked at has the focus: not every display gives it. */
export function observeWindows({ app }: typeof Electron, told: ToldState): ObservedWindows {
  const windows = new Set<Electron.BrowserWindow>();
  const loaded = new WeakSet<Electron.BrowserWindow>();
  const tell = (): void => {
    told.change({
      windows: [...windows].map((window) => ({
        visible: window.isVisible(),
        minimized: window.isMinimized(),
        loaded: loaded.has(window),
        bounds: window.getNormalBounds(),
      })),
    });
  };
  app.on('browser-window-created', (_event, window) => {
    windows.add(window);
    replace(window, 'isFocused', () => window.isVisible() && !window.isMinimized());
    for (const change of CHANGES) window.on(change as 'show', tell); // of whichever name
    window.webContents.on('did-finish-load', () => {
      loaded.add(window);
      tell();
    });
    window.once('closed', () => {
      windows.delete(window);
      tell();
    });
    tell();
  });
  return {
    the: () => {
      const [window] = windows;
      if (window === undefined) throw new Error('There is no window.');
      return window;
    },
  };
}
