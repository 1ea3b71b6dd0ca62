import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { OperationName, Operations, Order } from './electron/control.ts';
import type { DesktopState } from './electron/state.ts';
import { TEST_ENVIRONMENT, writeSettings } from './service.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STAND_IN = new URL('./electron/register.ts', import.meta.url).href;
/** Holds a `dbus-send` that says there is a tray. */
const TRAY = fileURLToPath(new URL('./desktop-tray/', import.meta.url));
const PAGES = /^https:\/\/rpop\.app\.invalid\//;

export interface DesktopOptions {
  readonly settings?: object;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the desktop has a tray. Default: it has. */
  readonly tray?: boolean;
}

type Message =
  | { readonly state: DesktopState }
  | { readonly id: number; readonly result?: unknown; readonly error?: string };

/** Why the window cannot be tested here, or undefined if it can. */
export function chromiumMissing(): string | undefined {
  const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (existsSync(path) || process.env['CI']) return undefined;
  return `Chromium is needed (apt-get install chromium, or CHROMIUM_PATH): ${path} is not there`;
}

/** The built application on a data folder of its own, with the stand-in for Electron. `await using` quits it. */
export class RunningDesktop implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  readonly #lookers = new Set<() => void>();
  readonly #ended: Promise<number | null>;
  #state: DesktopState | undefined;
  #orders = 0;
  #output = '';
  #browser: Browser | undefined;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    child.on('message', (message: Message) => {
      this.#onMessage(message);
    });
    child.once('close', () => {
      for (const { reject } of this.#waiting.values()) reject(this.#failure('ended'));
      for (const look of this.#lookers) look();
    });
  }

  static start(dataFolder: string, options: DesktopOptions = {}): RunningDesktop {
    const { settings, args = [], env = {}, tray = true } = options;
    if (settings !== undefined) writeSettings(dataFolder, settings);
    const path = process.env['PATH'] ?? '';
    const child = spawn(
      join(ROOT, 'node_modules/.bin/node'),
      ['--import', STAND_IN, join(ROOT, 'dist/main.js'), ...args],
      {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: {
          PATH: tray ? `${TRAY}:${path}` : path,
          HOME: process.env['HOME'],
          NODE_NO_WARNINGS: '1',
          ...TEST_ENVIRONMENT,
          RPOP_HOME: dataFolder,
          CHROMIUM_PATH: process.env['CHROMIUM_PATH'],
          ...env,
        },
      },
    );
    process.once('exit', () => child.kill('SIGKILL'));
    return new RunningDesktop(child);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get state(): DesktopState {
    if (this.#state === undefined) throw this.#failure('told nothing yet');
    return this.#state;
  }

  /** Resolves once the outside of the application is as wanted. */
  until(wanted: (state: DesktopState) => boolean): Promise<DesktopState> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (this.#state !== undefined && wanted(this.#state)) {
          this.#lookers.delete(look);
          resolve(this.#state);
        } else if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
          this.#lookers.delete(look);
          reject(this.#failure('ended before it was as wanted'));
        }
      };
      this.#lookers.add(look);
      look();
    });
  }

  /** The page of the window, as soon as it has loaded. */
  async page(): Promise<Page> {
    const { browser } = await this.until(({ windows: [window] }) => window?.loaded === true);
    this.#browser ??= await chromium.connectOverCDP(browser ?? '');
    const pages = this.#browser.contexts().flatMap((context) => context.pages());
    const page = pages.find((each) => PAGES.test(each.url()));
    if (page === undefined) throw this.#failure('has no page');
    return page;
  }

  async do<N extends OperationName>(
    operation: N,
    argument?: Parameters<Operations[N]>[0],
  ): Promise<Awaited<ReturnType<Operations[N]>>> {
    this.#orders += 1;
    const order: Order = { id: this.#orders, operation, argument };
    const result = await new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(order.id, { resolve, reject });
      this.#child.send(order);
    });
    return result as Awaited<ReturnType<Operations[N]>>; // the operation's own
  }

  /** Its exit status and all it printed, once it has ended. */
  async ended(): Promise<{ status: number | null; output: string }> {
    return { status: await this.#ended, output: this.#output };
  }

  async quit(): Promise<{ status: number | null; output: string }> {
    await this.#browser?.close();
    this.#browser = undefined;
    await this.do('quit').catch(() => undefined);
    return this.ended();
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.quit();
  }

  #onMessage(message: Message): void {
    if ('state' in message) {
      this.#state = message.state;
      for (const look of this.#lookers) look();
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error === undefined) waiting?.resolve(message.result);
    else waiting?.reject(new Error(message.error));
  }

  #failure(what: string): Error {
    return new Error(`RPOP ${what}.\n${this.#output}`);
  }
}
