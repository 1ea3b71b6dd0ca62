import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface RpopOptions {
  readonly password?: string;
  /** What it reads from standard input; nothing is there otherwise. */
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The program; the one that was built in this checkout otherwise. */
  readonly program?: string;
  /** The program is killed, and the run fails, after so many milliseconds. Default: 50,000. */
  readonly timeoutMs?: number;
  /** The most files it may have open. */
  readonly descriptors?: number;
}

export interface RpopResult {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last line of standard output, where it is a summary. */
  readonly summary: FetchSummary | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface FetchSummary {
  readonly type: 'summary';
  readonly retrieved: number;
  readonly deleted: number;
  readonly skipped: number;
  readonly failed: number;
  readonly octets: number;
  readonly seconds: number;
}

export interface RunningRpop {
  readonly pid: number;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves once standard output holds the text; rejects when the program ends without it. */
  readonly untilSaid: (text: string) => Promise<void>;
  /** Rejects if the program does not end in time. */
  readonly ended: Promise<RpopResult>;
}

/** Folders of a test's own, removed with `using` at its end. */
export interface Workplace extends Disposable {
  readonly folder: string;
  readonly data: string;
  readonly into: string;
}

export function workplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'rpop-test-'));
  return {
    folder,
    data: join(folder, 'data'),
    into: join(folder, 'mail'),
    [Symbol.dispose]: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs `rpop fetch` with `--json` into a workplace, as a program of its own. */
export async function runFetch(
  url: string,
  place: Pick<Workplace, 'data' | 'into'>,
  args: readonly string[] = [],
  options: RpopOptions = {},
): Promise<RpopResult> {
  return startFetch(url, place, args, options).ended;
}

export function startFetch(
  url: string,
  { data, into }: Pick<Workplace, 'data' | 'into'>,
  args: readonly string[] = [],
  options: RpopOptions = {},
): RunningRpop {
  return startRpop(['fetch', url, '--into', into, '--data', data, '--json', ...args], options);
}

/** Runs the built program. */
export async function runRpop(args: readonly string[], options: RpopOptions = {}): Promise<RpopResult> {
  return startRpop(args, options).ended;
}

/** Starts the built program with the project's own Node. */
export function startRpop(
  args: readonly string[],
  {
    password = 'secret',
    stdin,
    env,
    program = join(ROOT, 'dist/cli.js'),
    timeoutMs = 50_000,
    descriptors,
  }: RpopOptions = {},
): RunningRpop {
  const run = [join(ROOT, 'node_modules/.bin/node'), program, ...args] as const;
  const [command, ...rest] =
    descriptors === undefined
      ? run
      : (['sh', '-c', `ulimit -n ${descriptors} && exec "$@"`, 'sh', ...run] as const);
  const child = spawn(command, rest, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], RPOP_PASSWORD: password, ...env },
  });
  child.stdin.on('error', () => undefined).end(stdin);
  const output = { stdout: '', stderr: '' };
  const awaited = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      for (const look of awaited) look();
    });
  }
  const ended = new Promise<RpopResult>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(
        new Error(`rpop ${args.join(' ')} did not end in ${timeoutMs} ms:\n${output.stdout}${output.stderr}`),
      );
    }, timeoutMs);
    child.once('error', reject);
    child.once('close', (status, signal) => {
      clearTimeout(timer);
      resolve({ status, signal, summary: summaryIn(output.stdout), ...output });
    });
  });
  return {
    // Without one it could not be started: `ended` rejects.
    pid: child.pid ?? 0,
    kill: (signal) => void child.kill(signal),
    untilSaid: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!output.stdout.includes(text)) return;
          awaited.delete(look);
          resolve();
        };
        awaited.add(look);
        look();
        child.once('close', () => {
          look();
          reject(new Error(`rpop ended and did not say "${text}":\n${output.stdout}${output.stderr}`));
        });
      }),
    ended,
  };
}

function summaryIn(stdout: string): FetchSummary | undefined {
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{"type":"summary"')) return undefined;
  // The command line's contract; a test that meets another form fails on it.
  return JSON.parse(last) as FetchSummary;
}
