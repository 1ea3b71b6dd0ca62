import type { ServiceStatus } from '../../shared/status.ts';
import { type RpopOptions, type RpopResult, runRpop, type RunningRpop, startRpop } from './rpop.ts';
import { TEST_ENVIRONMENT, writeSettings } from './service.ts';

/** The command line on one data folder, as a user has it, with passwords in a vault. */
export class ConfiguredRpop {
  readonly #data: string;
  readonly #env: Readonly<Record<string, string>>;

  constructor(data: string, settings: object = {}, env: Readonly<Record<string, string>> = {}) {
    this.#data = data;
    this.#env = { ...TEST_ENVIRONMENT, ...env, RPOP_HOME: data };
    writeSettings(data, settings);
  }

  get data(): string {
    return this.#data;
  }

  /** One command, to its end. */
  async run(args: readonly string[], options: RpopOptions = {}): Promise<RpopResult> {
    return runRpop(args, { ...options, env: { ...this.#env, ...options.env } });
  }

  /** One command that has to succeed. Returns what it printed. */
  async ok(args: readonly string[], options: RpopOptions = {}): Promise<string> {
    const { status, stdout, stderr } = await this.run(args, options);
    if (status !== 0) throw new Error(`rpop ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** `rpop run`, once it polls. */
  async service(args: readonly string[] = [], options: RpopOptions = {}): Promise<RunningRpop> {
    const running = startRpop(['run', ...args], { ...options, env: { ...this.#env, ...options.env } });
    await running.untilSaid('The service started');
    return running;
  }

  async status(): Promise<ServiceStatus> {
    // The command line's contract; a test that meets another form fails on it.
    return JSON.parse(await this.ok(['status', '--json'])) as ServiceStatus;
  }
}
