import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { preventable } from './preventable.ts';
import { announce, WebContents } from './web-contents.ts';

interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly x?: number;
  readonly y?: number;
  readonly show?: boolean;
  readonly webPreferences: {
    readonly preload: string;
    readonly contextIsolation: boolean;
    readonly sandbox: boolean;
    readonly nodeIntegration: boolean;
  };
}

const windows: BrowserWindow[] = [];

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  #visible: boolean;
  #minimized = false;
  #maximized = false;
  #destroyed = false;
  #bounds: { x: number; y: number; width: number; height: number };

  constructor({ width = 800, height = 600, x = 0, y = 0, show = true, webPreferences }: WindowOptions) {
    super();
    const { preload, contextIsolation, sandbox, nodeIntegration } = webPreferences;
    if (!contextIsolation || !sandbox || nodeIntegration) {
      throw new Error('The stand-in knows pages only that are isolated and sandboxed.');
    }
    this.#visible = show;
    this.#bounds = { x, y, width, height };
    this.webContents = new WebContents({ preload, size: this.#bounds });
    windows.push(this);
    announce(this.webContents);
    app.emit('browser-window-created', {}, this);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.loadURL(url);
    this.emit('ready-to-show');
  }

  reload(): void {
    this.webContents.reload();
  }

  isVisible(): boolean {
    return this.#visible;
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  /** The one window of an application that is looked at has the focus. */
  isFocused(): boolean {
    return this.#visible && !this.#minimized;
  }

  show(): void {
    this.#look({ visible: true }, 'show');
  }

  hide(): void {
    this.#look({ visible: false }, 'hide');
  }

  minimize(): void {
    this.#look({ visible: true, minimized: true }, 'minimize');
  }

  restore(): void {
    this.#look({ visible: true, minimized: false }, 'restore');
  }

  maximize(): void {
    this.#maximized = true;
  }

  focus(): void {
    this.emit('focus');
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { ...this.#bounds };
  }

  setBounds(bounds: { x?: number; y?: number; width?: number; height?: number }): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.webContents.setSize(this.#bounds);
    this.emit('resize');
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** False where a listener prevented it. */
  close(): boolean {
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.#destroyed = true;
    windows.splice(windows.indexOf(this), 1);
    void this.webContents.destroy().catch(() => undefined);
    this.emit('closed');
    if (windows.length === 0 && !app.emit('window-all-closed')) app.quit();
    return true;
  }

  #look(
    { visible, minimized = this.#minimized }: { visible: boolean; minimized?: boolean },
    event: string,
  ): void {
    if (visible === this.#visible && minimized === this.#minimized) return;
    this.#visible = visible;
    this.#minimized = minimized;
    this.emit(event);
  }
}

app.closeWindows = () => BrowserWindow.getAllWindows().every((window) => window.close());
