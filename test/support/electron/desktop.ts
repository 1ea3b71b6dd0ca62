import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { changeState, currentState } from './state.ts';

/** What the user answers to the next dialog; undefined: cancelled. */
let nextPath: string | undefined;
let online = true;
let onBattery = false;

export function answerNextDialog(path: string | undefined): void {
  nextPath = path;
}

export function setOnline(value: boolean): void {
  online = value;
}

export function setOnBattery(value: boolean): void {
  onBattery = value;
  powerMonitor.emit(value ? 'on-battery' : 'on-ac');
}

function takePath(): string | undefined {
  const path = nextPath;
  nextPath = undefined;
  return path;
}

function open(what: string): void {
  changeState({ opened: [...currentState().opened, what] });
}

export const dialog = {
  showErrorBox: (title: string, content: string): void => {
    changeState({ errorBoxes: [...currentState().errorBoxes, `${title}\n${content}`] });
  },
  showOpenDialog: async (): Promise<{ canceled: boolean; filePaths: string[] }> => {
    const path = takePath();
    return path === undefined ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [path] };
  },
  showSaveDialog: async (): Promise<{ canceled: boolean; filePath: string }> => {
    const path = takePath();
    return path === undefined ? { canceled: true, filePath: '' } : { canceled: false, filePath: path };
  },
};

export const shell = {
  openPath: async (path: string): Promise<string> => {
    if (!existsSync(path)) return 'Failed to open path';
    open(path);
    return '';
  },
  showItemInFolder: open,
  openExternal: async (url: string): Promise<void> => {
    open(url);
  },
};

export const clipboard = {
  writeText: async (text: string): Promise<void> => {
    changeState({ clipboard: text });
  },
};

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1_920, height: 1_080 } }],
};

export const net = { isOnline: (): boolean => online, fetch: globalThis.fetch };

class PowerMonitor extends EventEmitter {
  isOnBatteryPower(): boolean {
    return onBattery;
  }
}

export const powerMonitor = new PowerMonitor();

/** An image is the file it was read from. */
export interface StandInImage {
  readonly path: string;
  isEmpty(): boolean;
  setTemplateImage(template: boolean): void;
}

export const nativeImage = {
  createFromPath: (path: string): StandInImage => ({
    path,
    isEmpty: () => !existsSync(path),
    setTemplateImage: () => undefined,
  }),
};
