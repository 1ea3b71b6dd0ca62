import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Program {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** A program that starts anew whenever it is told to: the one before ends first, and well if it can. */
export class RestartingProgram {
  readonly #program: Program;
  readonly #ended = Promise.withResolvers<number>();
  #running: ChildProcess | undefined;
  #turn = Promise.resolve();
  #planned = false;
  #ending = false;
  #stopped = false;

  constructor(program: Program) {
    this.#program = program;
  }

  /** Resolves to the exit status once it has ended of itself; rejects where it cannot be started. */
  get ended(): Promise<number> {
    return this.#ended.promise;
  }

  /** Starts it, or starts it anew. While one ends, any number of calls is one restart. */
  restart(): void {
    if (this.#planned) return;
    this.#planned = true;
    this.#turn = this.#turn.then(async () => {
      await this.#end();
      this.#planned = false;
      if (!this.#stopped) this.#start();
    });
  }

  /** Ends it for good; resolves once it is gone. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#turn;
    await this.#end();
  }

  /** Does not wait for it to end well. */
  kill(): void {
    this.#running?.kill('SIGKILL');
  }

  #start(): void {
    const { path, args, env } = this.#program;
    const child = spawn(path, args, { stdio: 'inherit', env });
    this.#running = child;
    child.once('error', (error) => {
      this.#running = undefined;
      this.#ended.reject(error);
    });
    child.once('exit', (code, signal) => {
      this.#running = undefined;
      // It was told to.
      if (this.#ending) return;
      // What crashed starts with the next change; who quits it wants to be done.
      if (signal === null) this.#ended.resolve(code ?? 1);
      else process.stderr.write(`It was ended by ${signal}: it starts again with the next change.\n`);
    });
  }

  async #end(): Promise<void> {
    const child = this.#running;
    if (child === undefined) return;
    this.#ending = true;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    this.#ending = false;
  }
}
