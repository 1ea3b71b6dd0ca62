import { monitorEventLoopDelay } from 'node:perf_hooks';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { answerNextDialog, powerMonitor, setOnBattery, setOnline } from './desktop.ts';
import { Menu } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import { clickNotification } from './notification.ts';
import { currentState, onStateChange } from './state.ts';
import { theTray } from './tray.ts';

const LOOP_RESOLUTION_MS = 5;
const loopDelay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });

/** Who pretends to ask, of those that main must not answer. */
export type Forged = 'no frame' | 'inner frame' | 'other page' | 'other window' | 'detached frame';

/** What the user, the system and an attacker do to the application, by name. Most return nothing. */
const OPERATIONS = {
  clickTray: (label: string) => {
    theTray().clickItem(label);
  },
  clickTrayIcon: () => {
    theTray().emit('click');
  },
  clickMenu: (label: string) => {
    Menu.getApplicationMenu()?.click(label);
  },
  clickNotification,
  closeWindow: () => {
    theWindow().close();
  },
  reload: () => {
    theWindow().reload();
  },
  resize: (size: { width: number; height: number }) => {
    theWindow().setBounds(size);
  },
  zoom: (factor: number) => {
    theWindow().webContents.setZoomFactor(factor);
  },
  answerNextDialog,
  online: setOnline,
  onBattery: setOnBattery,
  systemIsDark: (dark: boolean) => {
    nativeTheme.setSystem(dark);
  },
  power: (event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' | 'shutdown') => {
    powerMonitor.emit(event);
  },
  /** From now on, how late the event loop of this process is. */
  watchLoop: () => {
    loopDelay.reset();
    loopDelay.enable();
  },
  /** In milliseconds. This process also drives the browser here, which Electron's does not. */
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
    const url = 'app://rpop/index.html';
    const frames = {
      'no frame': null,
      'inner frame': { url, parent: {}, detached: false },
      'other page': { url: 'https://example.com/', parent: null, detached: false },
      'other window': { url, parent: null, detached: false },
      'detached frame': { url, parent: null, detached: true },
    };
    const sender = who === 'other window' ? {} : undefined;
    return theWindow().webContents.forge(channel, args, frames[who], sender);
  },
} as const;

export type Operations = typeof OPERATIONS;
export type OperationName = keyof Operations;

/** What the test sends. */
export interface Order {
  readonly id: number;
  readonly operation: OperationName;
  readonly argument: unknown;
}

/** Lets the process that started this one drive it, by messages between the two. */
export function serveControl(): void {
  if (process.send === undefined) return;
  const send = (message: object): void => {
    process.send?.(message, undefined, undefined, () => undefined);
  };
  onStateChange((state) => {
    send({ state });
  });
  // The last word, too.
  app.beforeExit(
    async () =>
      new Promise((resolve) => {
        process.send?.({ state: currentState() }, undefined, undefined, () => {
          resolve();
        });
      }),
  );
  process.on('message', (order: Order) => {
    void Promise.resolve()
      // The operation's name says what its argument is.
      .then(() => OPERATIONS[order.operation](order.argument as never))
      .then(
        (result) => {
          send({ id: order.id, result });
        },
        (error: unknown) => {
          send({ id: order.id, error: error instanceof Error ? error.message : String(error) });
        },
      );
  });
}

function theWindow(): BrowserWindow {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) throw new Error('There is no window.');
  return window;
}
