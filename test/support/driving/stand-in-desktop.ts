import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { DesktopState } from '../electron-main/desktop-state.ts';
import type { OperationName, Operations } from '../electron-main/operations.ts';
import type { NumberedOrder } from '../electron/control.ts';
import { MAIN, programEnvironment, ROOT } from './program-environment.ts';
import type { DesktopOptions, Ended, RunningDesktop } from './running-desktop.ts';
import { WatchedState } from './watched-state.ts';

const STAND_IN = new URL('../electron/register.ts', import.meta.url).href;
const PAGES = /^https:\/\/rpop\.app\.invalid\//;

type Message =
  | { readonly state: DesktopState }
  | { readonly browser: string }
  | { readonly id: number; readonly result?: unknown; readonly error?: string };

/** The application on the stand-in for Electron. */
export class StandInDesktop implements RunningDesktop {
  readonly #child: ChildProcess;
  readonly #watched = new WatchedState(() => this.#output);
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  readonly #ended: Promise<number | null>;
  readonly #devTools = Promise.withResolvers<string>();
  #orders = 0;
  #output = '';
  #browser: Browser | undefined;

  constructor(dataFolder: string, options: DesktopOptions) {
    const { args = [] } = options;
    const child = spawn(join(ROOT, 'node_modules/.bin/node'), ['--import', STAND_IN, MAIN, ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: programEnvironment(dataFolder, options),
    });
    process.once('exit', () => child.kill('SIGKILL'));
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
      for (const { reject } of this.#waiting.values()) reject(this.#watched.failure('ended'));
      this.#watched.end();
    });
  }

  get state(): DesktopState {
    return this.#watched.current;
  }

  until(wanted: (state: DesktopState) => boolean): Promise<DesktopState> {
    return this.#watched.until(wanted);
  }

  async page(): Promise<Page> {
    await this.until(({ windows: [window] }) => window?.loaded === true);
    this.#browser ??= await chromium.connectOverCDP(await this.#devTools.promise);
    const pages = this.#browser.contexts().flatMap((context) => context.pages());
    const page = pages.find((each) => PAGES.test(each.url()));
    if (page === undefined) throw this.#watched.failure('has no page');
    return page;
  }

  async do<N extends OperationName>(
    operation: N,
    argument?: Parameters<Operations[N]>[0],
  ): Promise<Awaited<ReturnType<Operations[N]>>> {
    this.#orders += 1;
    const order: NumberedOrder = { id: this.#orders, operation, argument };
    const result = await new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(order.id, { resolve, reject });
      this.#child.send(order);
    });
    return result as Awaited<ReturnType<Operations[N]>>; // the operation's own
  }

  async ended(): Promise<Ended> {
    return { status: await this.#ended, output: this.#output };
  }

  async quit(): Promise<Ended> {
    await this.#browser?.close();
    this.#browser = undefined;
    await this.do('quit').catch(() => undefined);
    return this.ended();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.quit();
  }

  #onMessage(message: Message): void {
    if ('state' in message) {
      this.#watched.set(message.state);
    } else if ('browser' in message) {
      this.#devTools.resolve(message.browser);
    } else {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error === undefined) waiting?.resolve(message.result);
      else waiting?.reject(new Error(message.error));
    }
  }
}
