import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { DesktopHandle, Told } from '../electron-main/desktop-handle.ts';
import type { DesktopState } from '../electron-main/desktop-state.ts';
import type { OperationName, Operations, Order } from '../electron-main/operations.ts';
import { writeHook } from './hook-file.ts';
import { programEnvironment, ROOT } from './program-environment.ts';
import { ownOutput } from './own-output.ts';
import type { DesktopOptions, Ended, RunningDesktop } from './running-desktop.ts';
import { WatchedState } from './watched-state.ts';

/** `app://rpop/` in Electron; what a Chromium without schemes of ours knows it by is the stand-in's. */
const PAGES = /^(app:\/\/rpop|https:\/\/rpop\.app\.invalid)\//;
/** How long Electron may take to start, on a busy machine. */
const PATIENCE_MS = 50_000;

/** What the hook leaves in main: its name is `HANDLE`. */
type Main = typeof globalThis & { readonly rpopDesktop: DesktopHandle };

/** The application in Electron's own program, driven by Playwright and observed from within main. */
export class ElectronDesktop implements RunningDesktop {
  readonly #watched = new WatchedState(() => this.#output);
  readonly #launched: Promise<ElectronApplication>;
  readonly #ended: Promise<number | null>;
  #output = '';
  #over = false;

  constructor(program: string, dataFolder: string, options: DesktopOptions) {
    this.#launched = this.#launch(program, dataFolder, options);
    this.#ended = this.#launched.then(async (application) => this.#follow(application));
    // Whoever waits for the state is told by it, and whoever asks for the end by `ended`.
    this.#ended.catch((error: unknown) => {
      this.#output += String(error);
      this.#end();
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
    const application = await this.#launched;
    for (;;) {
      const page = application.windows().find((each) => PAGES.test(each.url()));
      if (page !== undefined) return page;
      // Main knew before Playwright did.
      await new Promise<void>((resolve) => {
        const look = (): void => {
          resolve();
        };
        application.once('window', look);
        for (const each of application.windows()) each.once('framenavigated', look);
      });
    }
  }

  async do<N extends OperationName>(
    operation: N,
    argument?: Parameters<Operations[N]>[0],
  ): Promise<Awaited<ReturnType<Operations[N]>>> {
    const application = await this.#launched;
    const order: Order = { operation, argument };
    const result = await application.evaluate(
      async (_module, text) => (globalThis as Main).rpopDesktop.do(text),
      JSON.stringify(order),
    );
    // The operation's own.
    return (result === undefined ? undefined : JSON.parse(result)) as Awaited<ReturnType<Operations[N]>>;
  }

  async ended(): Promise<Ended> {
    return { status: await this.#ended, output: ownOutput(this.#output) };
  }

  async quit(): Promise<Ended> {
    await this.do('quit').catch(() => undefined);
    return this.ended();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#over) await this.quit();
  }

  async #launch(program: string, dataFolder: string, options: DesktopOptions): Promise<ElectronApplication> {
    const { args = [] } = options;
    return _electron.launch({
      executablePath: program,
      // The hook first, then the application as `npm start` starts it.
      args: ['--lang=en-GB', '-r', await writeHook(dataFolder), ROOT, ...args],
      cwd: ROOT,
      env: programEnvironment(dataFolder, options),
      // As Electron's own theme has it.
      colorScheme: null,
      timeout: PATIENCE_MS,
    });
  }

  /** Hears what main tells until the program has ended; resolves to its exit status. */
  async #follow(application: ElectronApplication): Promise<number | null> {
    const child = application.process();
    const closed = this.#onClosed(child);
    try {
      const failure = await application.evaluate(() => (globalThis as Main).rpopDesktop.failure);
      if (failure !== undefined) throw new Error(`Electron could not be observed: ${failure}`);
      await this.#hear(application);
    } catch (error) {
      // An application that has ended says nothing more.
      if (child.exitCode === null && child.signalCode === null && !isClosed(error)) {
        child.kill('SIGKILL');
        throw error;
      }
    }
    return closed;
  }

  async #hear(application: ElectronApplication): Promise<never> {
    let seen = 0;
    for (;;) {
      const text = await application.evaluate(
        async (_module, version) => (globalThis as Main).rpopDesktop.changedAfter(version),
        seen,
      );
      const { version, state, leaving } = JSON.parse(text) as Told;
      seen = version;
      this.#watched.set(state);
      if (leaving) {
        await application.evaluate(() => {
          (globalThis as Main).rpopDesktop.leave();
        });
      }
    }
  }

  async #onClosed(child: ChildProcess): Promise<number | null> {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    const [code] = (await once(child, 'close')) as [number | null];
    this.#end();
    return code;
  }

  #end(): void {
    this.#over = true;
    this.#watched.end();
  }
}

/** Whether Playwright says that what it talked to is gone. */
function isClosed(error: unknown): boolean {
  return error instanceof Error && /closed|destroyed/i.test(error.message);
}
