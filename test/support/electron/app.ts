import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { preventable } from './preventable.ts';

const paths = new Map<string, string>([
  ['home', homedir()],
  ['temp', tmpdir()],
  ['appData', join(homedir(), '.config')],
  ['documents', tmpdir()],
]);

/** What has to end before the process does. */
const endings: (() => Promise<void>)[] = [];

class App extends EventEmitter {
  readonly isPackaged = false;
  /** Chromium's switches that main asked for. */
  readonly switches: string[] = [];
  readonly commandLine = {
    appendSwitch: (name: string, value: string): void => {
      this.switches.push(`--${name}=${value}`);
    },
  };
  #name = 'Electron';
  #exiting = false;
  readonly #ready = new Promise<void>((resolve) => {
    setImmediate(() => {
      resolve();
      this.emit('ready', {}, {});
    });
  });
  /** Closes all windows; false where one refused. */
  closeWindows = (): boolean => true;

  whenReady(): Promise<void> {
    return this.#ready;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getName(): string {
    return this.#name;
  }

  getVersion(): string {
    return '0.0.0';
  }

  getAppPath(): string {
    return process.cwd();
  }

  getPath(name: string): string {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  setPath(name: string, path: string): void {
    paths.set(name, path);
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-GB'];
  }

  enableSandbox(): void {
    if (this.#exiting) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  getLoginItemSettings(): { wasOpenedAtLogin: boolean } {
    return { wasOpenedAtLogin: false };
  }

  setLoginItemSettings(): void {
    // There is no login.
  }

  /** A file with our process id in userData; a second process leaves a note beside it. */
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData');
    mkdirSync(folder, { recursive: true });
    const lock = join(folder, 'SingletonLock');
    if (isAlive(lock)) {
      writeFileSync(join(folder, 'SingletonNote'), String(process.pid));
      return false;
    }
    writeFileSync(lock, String(process.pid));
    const watcher = watch(folder, (_event, name) => {
      if (name === 'SingletonNote') this.emit('second-instance', {}, [], '', null);
    }).unref();
    process.once('exit', () => {
      watcher.close();
      rmSync(lock, { force: true });
    });
    return true;
  }

  quit(): void {
    if (this.#exiting) return;
    const event = preventable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented || !this.closeWindows()) return;
    this.exit(0);
  }

  exit(code = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    this.emit('quit', {}, code);
    void Promise.all(endings.map((end) => end())).finally(() => {
      process.exit(code);
    });
  }

  beforeExit(end: () => Promise<void>): void {
    endings.push(end);
  }
}

function isAlive(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch {
    // No file, or the process of which it tells is gone.
    return false;
  }
}

export const app = new App();
// As a process that shows windows: it stays until it is told to end.
setInterval(() => undefined, 2 ** 30);
