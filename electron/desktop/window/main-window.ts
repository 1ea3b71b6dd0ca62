import { app, BrowserWindow, screen, type WebContents } from 'electron';
import { EVENT_CHANNEL } from '../../../shared/ipc-channels.ts';
import type { Place, WindowEvent } from '../../../shared/ipc.ts';
import { START_PAGE } from '../pages/page-address.ts';
import type { WindowMemory } from './window-memory.ts';
import { placeOnDisplays } from './window-place.ts';

const USUAL_SIZE = { width: 1_180, height: 780 } as const;
const SMALLEST_SIZE = { width: 760, height: 520 } as const;

export interface MainWindowOptions {
  readonly preload: string;
  readonly icon: string;
  readonly memory: WindowMemory;
  /** The page's background before it has painted. */
  readonly background: () => string;
  /** Whether closing it only hides it. */
  readonly hidesOnClose: () => boolean;
  /** Whether somebody can see what its page says, and its page listens. */
  readonly onWatched: (watched: boolean) => void;
  /** Its page could not be loaded, or its process died. */
  readonly onFailed: (error: unknown) => void;
}

/**
 * The one window. It is made when it is first wanted, and once hidden comes back at once. It keeps to itself until its
 * page has asked where to go: before that, nobody listens in it.
 */
export class MainWindow {
  readonly #options: MainWindowOptions;
  #window: BrowserWindow | undefined;
  #place: Place | undefined;
  #listening = false;
  #watched = false;
  #quitting = false;

  constructor(options: MainWindowOptions) {
    this.#options = options;
    app.on('before-quit', () => {
      this.#quitting = true;
    });
  }

  /** Undefined while there is none. */
  get contents(): WebContents | undefined {
    return this.#window?.webContents;
  }

  get window(): BrowserWindow | undefined {
    return this.#window;
  }

  get visible(): boolean {
    return this.#window !== undefined && this.#window.isVisible() && !this.#window.isMinimized();
  }

  get focused(): boolean {
    return this.visible && this.#window?.isFocused() === true;
  }

  /** Brings it to the front; at a place, if one is given. */
  show(place?: Place): void {
    if (place !== undefined) this.#go(place);
    if (this.#window === undefined) {
      this.#window = this.#open({ show: true });
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** For a start out of sight where there is no tray to call it from. */
  showMinimized(): void {
    this.#window ??= this.#open({ show: false });
    this.#window.minimize();
  }

  hide(): void {
    this.#window?.hide();
  }

  send(event: WindowEvent): void {
    this.#window?.webContents.send(EVENT_CHANNEL, event);
  }

  /** The page listens from now on, and asks where to go. */
  takePlace(): Place | undefined {
    this.#listening = true;
    // After the answer: the page asks for what it shows first.
    setImmediate(() => {
      this.#look();
    });
    const place = this.#place;
    this.#place = undefined;
    return place;
  }

  #go(place: Place): void {
    if (this.#listening) this.send({ type: 'go', place });
    else this.#place = place;
  }

  #open({ show }: { show: boolean }): BrowserWindow {
    const { memory, preload, icon, background, hidesOnClose, onFailed } = this.#options;
    const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const window = new BrowserWindow({
      ...placeOnDisplays(memory.bounds, workAreas, USUAL_SIZE, SMALLEST_SIZE),
      minWidth: SMALLEST_SIZE.width,
      minHeight: SMALLEST_SIZE.height,
      title: 'RPOP',
      icon,
      show: false,
      backgroundColor: background(),
      autoHideMenuBar: true,
      webPreferences: {
        preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        // Its dictionaries come from the network.
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    });
    if (memory.maximized) window.maximize();
    if (show) window.once('ready-to-show', () => window.show());
    this.#watchVisibility(window);
    window.on('close', (event) => {
      this.#rememberPlace(window);
      if (this.#quitting || !hidesOnClose()) return;
      event.preventDefault();
      window.hide();
    });
    window.on('closed', () => {
      this.#window = undefined;
      this.#listening = false;
      this.#look();
    });
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (!isMainFrame || isSameDocument) return;
      this.#listening = false;
      this.#look();
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return;
      onFailed(new Error(`its process is gone (${reason}).`));
      window.reload();
    });
    window.loadURL(START_PAGE).catch((error: unknown) => {
      // Closed while it loaded, it needs no page.
      if (!window.isDestroyed()) onFailed(error);
    });
    return window;
  }

  #watchVisibility(window: BrowserWindow): void {
    const look = (): void => {
      this.#look();
    };
    window.on('show', look).on('restore', look).on('hide', look).on('minimize', look);
  }

  #look(): void {
    const watched = this.#listening && this.visible;
    if (watched === this.#watched) return;
    this.#watched = watched;
    this.#options.onWatched(watched);
  }

  #rememberPlace(window: BrowserWindow): void {
    const maximized = window.isMaximized();
    this.#options.memory.remember({ bounds: window.getNormalBounds(), maximized });
  }
}
