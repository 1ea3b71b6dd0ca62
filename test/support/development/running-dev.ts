import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** `npm run dev` in a copy of the checkout, with a program of ours for Electron. */
export class RunningDev implements AsyncDisposable {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  readonly #lookers = new Set<() => void>();
  #output = '';

  private constructor(folder: string, port: number) {
    this.port = port;
    const node = join(ROOT, 'node_modules/.bin');
    this.#child = spawn(join(node, 'node'), ['electron/development/dev.ts', '--hidden'], {
      cwd: folder,
      // A process group of its own, as a terminal makes it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: `${node}:${process.env['PATH'] ?? ''}`,
        NODE_NO_WARNINGS: '1',
        PORT: String(port),
        ELECTRON_OVERRIDE_DIST_PATH: import.meta.dirname,
        STAND_IN_PROGRAM: join(import.meta.dirname, 'program.ts'),
      },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
        this.#look();
      });
    }
    this.#ended = once(this.#child, 'close').then(([code]: unknown[]) => {
      this.#look();
      return typeof code === 'number' ? code : null;
    });
  }

  static async start(folder: string): Promise<RunningDev> {
    return new RunningDev(folder, await freePort());
  }

  /** The programs that were started, in order, with the application that each was built from. */
  get programs(): { readonly pid: number; readonly application: string }[] {
    return [...this.#output.matchAll(/^program (\d+): runs (\S+)/gm)].map(([, pid, application = '']) => ({
      pid: Number(pid),
      application,
    }));
  }

  get output(): string {
    return this.#output;
  }

  /** Resolves once so many programs were started. */
  async untilStarted(count: number): Promise<void> {
    await this.#until(() => this.programs.length >= count);
  }

  async untilSaid(text: string): Promise<void> {
    await this.#until(() => this.#output.includes(text));
  }

  /** To it alone, or to all that belongs to it as a terminal does. */
  kill(signal: NodeJS.Signals, whom: 'alone' | 'group'): void {
    const { pid } = this.#child;
    if (pid !== undefined) process.kill(whom === 'alone' ? pid : -pid, signal);
  }

  /** Its exit status. Whoever holds its output open keeps it from having ended. */
  async ended(): Promise<number | null> {
    return this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.kill('SIGKILL', 'group');
    } catch {
      // It has ended, and nobody of it is left.
    }
    await this.#ended;
  }

  #until(wanted: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (wanted()) resolve();
        else if (this.#child.exitCode !== null || this.#child.signalCode !== null)
          reject(new Error(`dev ended: ${this.#output}`));
        else return;
        this.#lookers.delete(look);
      };
      this.#lookers.add(look);
      look();
    });
  }

  #look(): void {
    for (const look of this.#lookers) look();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
