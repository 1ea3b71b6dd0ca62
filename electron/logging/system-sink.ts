import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { LineSink } from './line-sink.ts';

export interface SystemSinkOptions {
  /** util-linux's logger(1): Node itself has no datagram sockets of the Unix kind. */
  readonly command?: string;
  /** Another socket than the system's. */
  readonly socket?: string;
}

/** This computer's syslog, through one `logger` that stays. Lines carry their priority in front (`<22>text`). */
export class SystemSink implements LineSink {
  readonly #options: SystemSinkOptions;
  #child: ChildProcessByStdio<Writable, null, null> | undefined;

  constructor(options: SystemSinkOptions = {}) {
    this.#options = options;
  }

  async send(lines: readonly Buffer[]): Promise<number> {
    const child = this.#child ?? (await this.#start());
    await new Promise<void>((resolve, reject) => {
      const ended = (): void => {
        reject(new Error('logger ended'));
      };
      child.once('exit', ended);
      child.stdin.write(Buffer.concat(lines), (error) => {
        child.off('exit', ended);
        if (error) reject(error);
        else resolve();
      });
    });
    return lines.length;
  }

  async close(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), 1_000);
    await exited;
    clearTimeout(timer);
  }

  async #start(): Promise<ChildProcessByStdio<Writable, null, null>> {
    if (process.platform !== 'linux') throw new Error('the syslog of this system is not supported');
    const { command = 'logger', socket } = this.#options;
    const args = ['--prio-prefix', '--tag', 'rpop', ...(socket === undefined ? [] : ['--socket', socket])];
    const child = spawn(command, args, {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH: process.env['PATH'] },
    });
    child.on('error', () => undefined);
    child.stdin.on('error', () => undefined);
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
    await once(child, 'spawn');
    this.#child = child;
    return child;
  }
}
