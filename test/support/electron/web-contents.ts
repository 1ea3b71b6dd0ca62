import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { app } from './app.ts';
import { theBrowser } from './chromium.ts';
import { invoke } from './ipc-main.ts';
import { nativeTheme } from './native-theme.ts';
import { FROM_MAIN, pageScripts, PRELOAD_WORLD, TO_MAIN } from './page-scripts.ts';
import { preventable } from './preventable.ts';
import { answered, fromBrowser, toBrowser } from './protocol.ts';
import { session } from './session.ts';
import { decode, encode } from './wire.ts';

/** What a page may ask to be allowed: the names of the web, and Electron's. */
const PERMISSIONS = [
  ['notifications', 'notifications'],
  ['geolocation', 'geolocation'],
  ['microphone', 'media'],
  ['camera', 'media'],
  ['clipboard-read', 'clipboard-read'],
] as const;

interface Frame {
  readonly url: string;
  readonly parent: object | null;
  readonly detached: boolean;
}

/** A message from the preload. */
interface Invocation {
  readonly kind: 'invoke';
  readonly id: number;
  readonly channel: string;
  readonly args: readonly unknown[];
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** A page in Chromium, as Electron shows it to main. */
export class WebContents extends EventEmitter {
  readonly #opened: Promise<{ page: Page; cdp: CDPSession; mainFrame: string }>;
  /** Contexts of the preload's world, by id, with their frames. */
  readonly #contexts = new Map<number, string>();
  readonly #urls = new Map<string, { url: string; parent: string | undefined }>();
  #windowOpen: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  #loading: string | undefined;
  #mainFrame = '';
  #size: WindowSize;
  #zoom = 1;
  #destroyed = false;

  constructor({ preload, size }: { preload: string; size: WindowSize }) {
    super();
    this.#size = size;
    this.#opened = this.#open(preload);
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#windowOpen = handler;
  }

  getURL(): string {
    return this.#urls.get(this.#mainFrame)?.url ?? '';
  }

  send(channel: string, ...args: unknown[]): void {
    this.#tell({ kind: 'sent', channel, args }).catch(() => undefined);
  }

  async loadURL(url: string): Promise<void> {
    const { page } = await this.#opened;
    this.#loading = toBrowser(url);
    // As in Electron, without a limit.
    await page.goto(this.#loading, { timeout: 0 });
    this.emit('did-finish-load');
  }

  reload(): void {
    void this.#opened.then(async ({ page }) => {
      this.#loading = page.url();
      await page.reload();
    });
  }

  setZoomFactor(factor: number): void {
    this.#zoom = factor;
    void this.#resize();
  }

  setSize(size: WindowSize): void {
    this.#size = size;
    void this.#resize();
  }

  async destroy(): Promise<void> {
    this.#destroyed = true;
    nativeTheme.off('updated', this.#onTheme);
    const { page } = await this.#opened;
    await page.close();
  }

  readonly #onTheme = (): void => {
    void this.#opened.then(async ({ page }) => this.#emulateTheme(page)).catch(() => undefined);
  };

  async #emulateTheme(page: Page): Promise<void> {
    await page.emulateMedia({ colorScheme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light' });
  }

  async #open(preload: string): Promise<{ page: Page; cdp: CDPSession; mainFrame: string }> {
    const context = await theBrowser();
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    cdp.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) => {
      // https://chromedevtools.github.io/devtools-protocol/tot/Runtime/#type-ExecutionContextDescription
      const { frameId } = (auxData ?? {}) as { frameId?: string };
      if (name === PRELOAD_WORLD && frameId !== undefined) this.#contexts.set(id, frameId);
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#contexts.delete(executionContextId);
    });
    cdp.on('Runtime.executionContextsCleared', () => {
      this.#contexts.clear();
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === TO_MAIN) void this.#onInvoke(decode(payload) as Invocation, executionContextId);
    });
    cdp.on('Page.frameNavigated', ({ frame }) => {
      this.#urls.set(frame.id, { url: fromBrowser(frame.url), parent: frame.parentId });
      if (frame.parentId === undefined) this.#mainFrame = frame.id;
    });
    cdp.on('Page.windowOpen', ({ url }) => {
      const { action } = this.#windowOpen({ url: fromBrowser(url) });
      if (action !== 'deny') throw new Error('The stand-in has no windows that pages open.');
    });
    cdp.on('Fetch.requestPaused', (event) => {
      this.#onRequest(cdp, event).catch(() => undefined);
    });
    await cdp.send('Page.enable');
    await cdp.send('Runtime.enable');
    const { frameTree } = await cdp.send('Page.getFrameTree');
    this.#mainFrame = frameTree.frame.id;
    await cdp.send('Runtime.addBinding', { name: TO_MAIN, executionContextName: PRELOAD_WORLD });
    const scripts = pageScripts(readFileSync(preload, 'utf8'));
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: scripts.preload,
      worldName: PRELOAD_WORLD,
    });
    await cdp.send('Fetch.enable', {
      patterns: [{ urlPattern: 'https://*.invalid/*' }, { urlPattern: '*', resourceType: 'Document' }],
    });
    await this.#decidePermissions(cdp);
    await this.#emulateTheme(page);
    nativeTheme.on('updated', this.#onTheme);
    await this.#emulateSize(cdp);
    page.on('popup', (popup) => {
      // Chromium has made it by now; Electron would not have.
      void popup.close();
    });
    page.on('crash', () => {
      this.emit('render-process-gone', {}, { reason: 'crashed' });
    });
    return { page, cdp, mainFrame: this.#mainFrame };
  }

  async #decidePermissions(cdp: CDPSession): Promise<void> {
    for (const [name, permission] of PERMISSIONS) {
      const setting = (await session.defaultSession.allows(this, permission)) ? 'granted' : 'denied';
      await cdp.send('Browser.setPermission', { permission: { name }, setting });
    }
  }

  async #resize(): Promise<void> {
    const { cdp } = await this.#opened;
    await this.#emulateSize(cdp);
  }

  /** A page at 200 % is laid out in half the width, and drawn twice as fine. */
  async #emulateSize(cdp: CDPSession): Promise<void> {
    await cdp.send('Emulation.setDeviceMetricsOverride', {
      width: Math.round(this.#size.width / this.#zoom),
      height: Math.round(this.#size.height / this.#zoom),
      deviceScaleFactor: this.#zoom,
      mobile: false,
    });
  }

  async #onInvoke({ id, channel, args }: Invocation, contextId: number): Promise<void> {
    const frameId = this.#contexts.get(contextId);
    const senderFrame = frameId === undefined ? null : this.#frame(frameId);
    try {
      const value = await invoke(channel, { sender: this, senderFrame }, args);
      await this.#tell({ kind: 'answer', id, value }, contextId);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      const message = `Error invoking remote method '${channel}': ${words}`;
      await this.#tell({ kind: 'error', id, message }, contextId).catch(() => undefined);
    }
  }

  #frame(id: string): Frame | null {
    const frame = this.#urls.get(id);
    if (frame === undefined) return null;
    return {
      url: frame.url,
      parent: frame.parent === undefined ? null : this.#frame(frame.parent),
      detached: false,
    };
  }

  async #tell(message: object, contextId = this.#mainContext()): Promise<void> {
    if (contextId === undefined || this.#destroyed) return;
    const { cdp } = await this.#opened;
    await cdp.send('Runtime.evaluate', {
      contextId,
      expression: `globalThis.${FROM_MAIN}(${JSON.stringify(encode(message))})`,
    });
  }

  #mainContext(): number | undefined {
    return [...this.#contexts].find(([, frame]) => frame === this.#mainFrame)?.[0];
  }

  async #onRequest(
    cdp: CDPSession,
    {
      requestId,
      request,
      resourceType,
      frameId,
    }: { requestId: string; request: { url: string; method: string }; resourceType: string; frameId: string },
  ): Promise<void> {
    if (resourceType === 'Document' && !this.#mayNavigate(request.url, frameId)) {
      await cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      return;
    }
    const response = await answered(request.url, request.method);
    if (response === undefined) {
      await cdp.send('Fetch.continueRequest', { requestId });
      return;
    }
    await cdp.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  }

  #mayNavigate(address: string, frameId: string): boolean {
    const isMainFrame = frameId === this.#mainFrame;
    const isOurs = isMainFrame && address === this.#loading;
    if (isMainFrame) this.#loading = undefined;
    if (!isOurs) {
      const event = preventable({ url: fromBrowser(address), isMainFrame, isSameDocument: false });
      if (isMainFrame) this.emit('will-navigate', event);
      this.emit('will-frame-navigate', event);
      if (event.defaultPrevented) return false;
    }
    this.emit('did-start-navigation', { url: fromBrowser(address), isMainFrame, isSameDocument: false });
    return true;
  }
}

/** Tells whoever guards web contents of a new one. */
export function announce(contents: WebContents): void {
  app.emit('web-contents-created', {}, contents);
}
