import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** A program to run, as it would be typed. */
export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
  /** In place of the environment, `PATH` apart. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One run from outside: from the start of the process to its end. */
export interface ProcessRun {
  readonly seconds: number;
  /** User and system time of the process and of the children that it waited for. */
  readonly cpuSeconds: number;
  /** Peak resident memory of the process itself. */
  readonly peakMiB: number;
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Looked at so often, in milliseconds: it only ever grows, so that all but the last moment is seen. */
const PEAK_LOOK_MS = 20;
/** The kernel's clock tick for times in /proc. */
const TICKS_PER_SECOND = 100;
const MOST_OUTPUT = 4 * 1024 * 1024;

/** Runs a program to its end and measures it. One at a time: the CPU time is that of all children that ended. */
export async function runWholeProcess(command: CommandLine, timeoutMs: number): Promise<ProcessRun> {
  const cpuBefore = endedChildrenCpuSeconds();
  const startedAt = performance.now();
  const child = startProcess(command);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('latin1').on('data', (text: string) => {
      if (output[name].length < MOST_OUTPUT) output[name] += text;
    });
  }
  let peakMiB = 0;
  const look = setInterval(() => {
    peakMiB = Math.max(peakMiB, statusMiB(child.pid, 'VmHWM'));
  }, PEAK_LOOK_MS);
  const killer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const ended = once(child, 'exit').then(([status]) => ({
    status: typeof status === 'number' ? status : null,
    seconds: (performance.now() - startedAt) / 1000,
  }));
  try {
    const [{ status, seconds }] = await Promise.all([ended, once(child, 'close')]);
    const cpuSeconds = endedChildrenCpuSeconds() - cpuBefore;
    return { seconds, cpuSeconds, peakMiB, status, ...output };
  } finally {
    clearInterval(look);
    clearTimeout(killer);
  }
}

/** Starts a program without input. */
export function startProcess({ file, args, env }: CommandLine): ChildProcess {
  return spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...env },
  });
}

/** A memory figure of a process that runs, in MiB; 0 once it has ended. */
export function statusMiB(pid: number | undefined, field: 'VmHWM' | 'VmRSS'): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) / 1024;
  } catch {
    // It has ended.
    return 0;
  }
}

/** User and system time of a process that runs. */
export function cpuSecondsOf(pid: number): number {
  const [user, system] = statFields(pid, 14);
  return (user + system) / TICKS_PER_SECOND;
}

function endedChildrenCpuSeconds(): number {
  const [user, system] = statFields('self', 16);
  return (user + system) / TICKS_PER_SECOND;
}

/** Two neighbouring fields of /proc/PID/stat, counted from 1 (proc(5)). */
function statFields(pid: number | 'self', first: number): [number, number] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The second field is the name in brackets, and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [Number(fields[first - 3]), Number(fields[first - 2])];
}
