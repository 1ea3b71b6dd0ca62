import { monitorEventLoopDelay } from 'node:perf_hooks';
import type * as Electron from 'electron';
import { ToldState } from './desktop-state.ts';
import { clickItem } from './menus.ts';
import { observeNotifications } from './observe-notifications.ts';
import { observeOutside } from './observe-outside.ts';
import { observeSurroundings } from './observe-surroundings.ts';
import { observeTray } from './observe-tray.ts';
import { observeWindows } from './observe-windows.ts';
import { replace } from './replace.ts';

const LOOP_RESOLUTION_MS = 5;

/** Who pretends to ask, of those that main must not answer. */
export type Forged = 'no frame' | 'inner frame' | 'other page' | 'other window' | 'detached frame';

type IpcHandler = (event: object, ...args: unknown[]) => unknown;

/** What the user, the system and an attacker do to the application, by name. */
export type Operations = ReturnType<typeof operationsOn>;
export type OperationName = keyof Operations;

/** What a test asks for. */
export interface Order {
  readonly operation: OperationName;
  readonly argument: unknown;
}

export interface ObservedDesktop {
  readonly told: ToldState;
  readonly do: (order: Order) => Promise<unknown>;
}

/**
 * Observes the application from within its main process, before its own code is loaded: Electron's objects stay what
 * they are, and their methods tell what is asked of them.
 */
export function observeDesktop(electron: typeof Electron): ObservedDesktop {
  const told = new ToldState();
  const operations = operationsOn(electron, told);
  return {
    told,
    // The operation's name says what its argument is.
    do: async ({ operation, argument }) => operations[operation](argument as never),
  };
}

function operationsOn(electron: typeof Electron, told: ToldState) {
  const { app, ipcMain, Menu, powerMonitor } = electron;
  const tray = observeTray(electron, told);
  const notifications = observeNotifications(electron, told);
  const windows = observeWindows(electron, told);
  const outside = observeOutside(electron, told);
  const surroundings = observeSurroundings(electron);
  const handlers = observeHandlers(ipcMain);
  const loopDelay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  return {
    clickTray: tray.clickItem,
    clickTrayIcon: tray.clickIcon,
    clickMenu: (label: string) => {
      clickItem(Menu.getApplicationMenu(), label);
    },
    clickNotification: notifications.click,
    closeWindow: () => {
      windows.the().close();
    },
    reload: () => {
      windows.the().reload();
    },
    resize: (size: { width: number; height: number }) => {
      windows.the().setBounds(size);
    },
    zoom: (factor: number) => {
      windows.the().webContents.setZoomFactor(factor);
    },
    answerNextDialog: outside.answerNextDialog,
    online: surroundings.online,
    onBattery: surroundings.onBattery,
    systemIsDark: surroundings.systemIsDark,
    power: (event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' | 'shutdown') => {
      powerMonitor.emit(event);
    },
    /** From now on, how late the event loop of this process is. */
    watchLoop: () => {
      loopDelay.reset();
      loopDelay.enable();
    },
    /** In milliseconds. On the stand-in this process also drives the browser, which Electron's does not. */
    loopDelay: () => {
      loopDelay.disable();
      const ms = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - LOOP_RESOLUTION_MS);
      const { max } = loopDelay;
      return { p50: ms(loopDelay.percentile(50)), p99: ms(loopDelay.percentile(99)), max: ms(max) };
    },
    quit: () => {
      app.quit();
    },
    forge: async ({ who, channel, args }: { who: Forged; channel: string; args: readonly unknown[] }) => {
      const handler = handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return handler(forgedEvent(who, windows.the().webContents), ...args);
    },
  };
}

function observeHandlers(ipcMain: Electron.IpcMain): ReadonlyMap<string, IpcHandler> {
  const handlers = new Map<string, IpcHandler>();
  const handle = ipcMain.handle.bind(ipcMain);
  replace(ipcMain, 'handle', (channel, handler) => {
    handle(channel, handler);
    handlers.set(channel, handler as IpcHandler);
  });
  return handlers;
}

/** A message from somebody who is not the page's main frame. */
function forgedEvent(who: Forged, ours: object): object {
  const url = 'app://rpop/index.html';
  const frames = {
    'no frame': null,
    'inner frame': { url, parent: {}, detached: false },
    'other page': { url: 'https://example.com/', parent: null, detached: false },
    'other window': { url, parent: null, detached: false },
    'detached frame': { url, parent: null, detached: true },
  };
  return { sender: who === 'other window' ? {} : ours, senderFrame: frames[who] };
}
