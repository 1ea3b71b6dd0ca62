import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a program asked of the kernel that matters for what is on a disk after a power cut. */
export type RecordedCall =
  | { readonly kind: 'folder' | 'remove'; readonly path: string }
  | { readonly kind: 'open'; readonly path: string; readonly descriptor: number; readonly flags: string }
  | { readonly kind: 'close'; readonly descriptor: number }
  /** `at` is the offset in the file; undefined behind what was written before. */
  | {
      readonly kind: 'write';
      readonly descriptor: number;
      readonly octets: Buffer;
      readonly at: number | undefined;
    }
  | { readonly kind: 'truncate'; readonly descriptor: number; readonly length: number }
  /** A flush covers what was written before it began, and is good for something when it has ended. */
  | { readonly kind: 'flush begins' | 'flush ends'; readonly descriptor: number }
  | { readonly kind: 'link' | 'rename'; readonly from: string; readonly to: string };

const CALLS = [
  ...['openat', '?open', 'close', 'write', 'pwrite64', 'writev', 'pwritev', 'sendto', 'sendmsg', 'ftruncate'],
  ...['fsync', 'fdatasync', '?link', 'linkat', '?rename', '?renameat', 'renameat2', '?unlink', 'unlinkat'],
  ...['?mkdir', 'mkdirat'],
];

/** Why nothing can be recorded here, or undefined if it can. */
export function straceMissing(): string | undefined {
  try {
    execFileSync('strace', ['-f', '-e', 'trace=fsync', 'true'], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    // In CI a missing tool is no reason to skip what only it can show.
    if (process.env['CI']) return undefined;
    return `strace is needed, and leave to trace one's own programs (apt-get install strace): ${String(error)}`;
  }
}

/** Runs a program to its end and returns what it asked, in the order in which it was done. Throws if it fails. */
export async function record(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<RecordedCall[]> {
  const file = join(tmpdir(), `rpop-calls-${process.pid}`);
  const options = ['-f', '-xx', '-s', '10000000', '-o', file, '-e', `trace=${CALLS.join(',')}`];
  const child = spawn('strace', [...options, command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...env },
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (octets: Buffer) => said.push(octets));
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`${command} failed: ${Buffer.concat(said).toString()}`);
  try {
    const calls: RecordedCall[] = [];
    const begun = new Map<string, string>();
    for await (const line of createInterface({ input: createReadStream(file, 'latin1') })) {
      calls.push(...parseLine(line, begun));
    }
    return calls;
  } finally {
    await rm(file, { force: true });
  }
}

/** `begun`: the heads of calls that another thread's line came between, by thread. */
function parseLine(line: string, begun: Map<string, string>): RecordedCall[] {
  const [, thread = '', text = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
  const unfinished = /^(.*) <unfinished \.\.\.>$/.exec(text)?.[1];
  if (unfinished !== undefined) {
    begun.set(thread, unfinished);
    return parseCall(`${unfinished}) = ?`, true);
  }
  const rest = /^<\.\.\. \w+ resumed>(.*)$/.exec(text)?.[1];
  if (rest === undefined) return [...parseCall(text, true), ...parseCall(text, false)];
  return parseCall(`${begun.get(thread) ?? ''}${rest}`, false);
}

/** A call that begins, or one that has ended well. */
function parseCall(text: string, begins: boolean): RecordedCall[] {
  const [, name = '', args = '', result = ''] = /^(\w+)\((.*)\) += (-?\d+|\?)/.exec(text) ?? [];
  const descriptor = Number(/^\d+/.exec(args)?.[0] ?? -1);
  if (begins) {
    return name === 'fsync' || name === 'fdatasync' ? [{ kind: 'flush begins', descriptor }] : [];
  }
  if (result === '?' || result.startsWith('-')) return [];
  const strings = [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) =>
    Buffer.from(hex.replaceAll('\\x', ''), 'hex'),
  );
  const [path = '', to = ''] = strings.map(String);
  const numbers = [...args.replaceAll(/"[^"]*"/g, '').matchAll(/, (\d+)/g)].map(([, number]) =>
    Number(number),
  );
  switch (name) {
    case 'open':
    case 'openat':
      return [{ kind: 'open', path, descriptor: Number(result), flags: args.replaceAll(/"[^"]*"/g, '') }];
    case 'close':
      return [{ kind: 'close', descriptor }];
    case 'write':
    case 'writev':
    case 'sendto':
    case 'sendmsg':
      return [{ kind: 'write', descriptor, octets: written(strings, result), at: undefined }];
    case 'pwrite64':
    case 'pwritev':
      return [{ kind: 'write', descriptor, octets: written(strings, result), at: numbers.at(-1) ?? 0 }];
    case 'ftruncate':
      return [{ kind: 'truncate', descriptor, length: numbers[0] ?? 0 }];
    case 'fsync':
    case 'fdatasync':
      return [{ kind: 'flush ends', descriptor }];
    case 'link':
    case 'linkat':
      return [{ kind: 'link', from: path, to }];
    case 'rename':
    case 'renameat':
    case 'renameat2':
      return [{ kind: 'rename', from: path, to }];
    case 'unlink':
    case 'unlinkat':
      return [{ kind: 'remove', path }];
    case 'mkdir':
    case 'mkdirat':
      return [{ kind: 'folder', path }];
    default:
      return [];
  }
}

/** The kernel may have taken less than it was given. */
function written(strings: readonly Buffer[], result: string): Buffer {
  return Buffer.concat(strings).subarray(0, Number(result));
}
