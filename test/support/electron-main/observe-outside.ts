import { existsSync } from 'node:fs';
import type * as Electron from 'electron';
import type { ToldState } from './desktop-state.ts';
import { replace } from './replace.ts';

export interface ObservedOutside {
  /** What the user answers to the next dialog; undefined: cancelled. */
  readonly answerNextDialog: (path: string | undefined) => void;
}

/** What the application gives to the system is kept here instead: dialogs, files to open, the clipboard, the login item. */
export function observeOutside(
  { app, clipboard, dialog, shell }: typeof Electron,
  told: ToldState,
): ObservedOutside {
  let nextPath: string | undefined;
  const takePath = (): string | undefined => {
    const path = nextPath;
    nextPath = undefined;
    return path;
  };
  const open = (what: string): void => {
    told.change({ opened: [...told.current.opened, what] });
  };
  replace(dialog, 'showErrorBox', (title, content) => {
    told.change({ errorBoxes: [...told.current.errorBoxes, `${title}\n${content}`] });
  });
  replace(dialog, 'showOpenDialog', async () => {
    const path = takePath();
    return path === undefined ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [path] };
  });
  replace(dialog, 'showSaveDialog', async () => {
    const path = takePath();
    return path === undefined ? { canceled: true, filePath: '' } : { canceled: false, filePath: path };
  });
  replace(shell, 'openPath', async (path) => {
    if (!existsSync(path)) return 'Failed to open path';
    open(path);
    return '';
  });
  replace(shell, 'showItemInFolder', open);
  replace(shell, 'openExternal', async (url) => {
    open(url);
  });
  replace(clipboard, 'writeText', async (text) => {
    told.change({ clipboard: text });
  });
  replace(app, 'setLoginItemSettings', (settings) => {
    told.change({ loginItem: settings });
  });
  return {
    answerNextDialog: (path) => {
      nextPath = path;
    },
  };
}
