import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';

/** What belongs to the system. Tests put something else in the place of most of it: ../electron-main/. */
const nobodyThere = async (): Promise<never> => {
  throw new Error('The stand-in has no desktop.');
};

export const dialog = {
  showErrorBox: (title: string, content: string): void => {
    process.stderr.write(`${title}\n${content}\n`);
  },
  showOpenDialog: nobodyThere,
  showSaveDialog: nobodyThere,
};

export const shell = {
  openPath: nobodyThere,
  showItemInFolder: (): void => undefined,
  openExternal: nobodyThere,
};

export const clipboard = { writeText: nobodyThere };

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1_920, height: 1_080 } }],
};

export const net = { isOnline: (): boolean => true, fetch: globalThis.fetch };

class PowerMonitor extends EventEmitter {
  isOnBatteryPower(): boolean {
    return false;
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
