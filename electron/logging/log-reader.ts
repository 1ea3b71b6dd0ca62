import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CLOSED_LOG, LOG_FILE } from './file-sink.ts';
import { type LogRecord, parseLine } from './log-line.ts';

const READ_OCTETS = 256 * 1024;
/** A line that is longer is no line of ours. */
const LONGEST_LINE = 1024 * 1024;
const LOOK_AGAIN_MS = 300;

export interface ReadLogOptions {
  /** Of the log files. */
  readonly folder: string;
  /** Go on with what is written from now, until `signal`. */
  readonly follow: boolean;
  readonly signal: AbortSignal;
  /** Called once, when everything that was there at the beginning is read. */
  readonly onCaughtUp?: () => void;
}

/** The records of the log files, oldest first. Lines that are none (torn by a crash) are passed over. */
export async function* readLog({
  folder,
  follow,
  signal,
  onCaughtUp,
}: ReadLogOptions): AsyncGenerator<LogRecord> {
  for (const name of await closedLogs(folder)) yield* records(new LogFile(join(folder, name)));
  const path = join(folder, LOG_FILE);
  let current = new LogFile(path);
  yield* records(current);
  onCaughtUp?.();
  for (;;) {
    yield* records(current);
    if (!follow || signal.aborted) return;
    try {
      await wait(LOOK_AGAIN_MS, undefined, { signal });
    } catch {
      return;
    }
    // Closed and begun anew: the rest of the old one was read through its own inode's last name.
    if (await current.wasReplaced()) {
      const [last] = (await closedLogs(folder)).slice(-1);
      if (last !== undefined) yield* records(current.continuedAs(join(folder, last)));
      current = new LogFile(path);
    }
  }
}

async function closedLogs(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => CLOSED_LOG.test(name)).toSorted();
  } catch {
    // No folder: nothing was logged yet.
    return [];
  }
}

async function* records(file: LogFile): AsyncGenerator<LogRecord> {
  for await (const line of file.lines()) {
    const record = parseLine(line);
    if (record !== undefined) yield record;
  }
}

/** One file, read from where the last reading ended. */
class LogFile {
  readonly #path: string;
  #inode: number | undefined;
  #position = 0;
  #unfinished = '';

  constructor(path: string) {
    this.#path = path;
  }

  /** The same file under the name that it was closed with. */
  continuedAs(path: string): LogFile {
    const same = new LogFile(path);
    same.#position = this.#position;
    same.#unfinished = this.#unfinished;
    return same;
  }

  async wasReplaced(): Promise<boolean> {
    try {
      const { ino, size } = await stat(this.#path);
      return this.#inode !== undefined && (ino !== this.#inode || size < this.#position);
    } catch {
      return false;
    }
  }

  async *lines(): AsyncGenerator<string> {
    let file;
    try {
      file = await open(this.#path, 'r');
    } catch {
      // Not there yet, or removed as too old meanwhile.
      return;
    }
    try {
      this.#inode = (await file.stat()).ino;
      const buffer = Buffer.allocUnsafe(READ_OCTETS);
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, READ_OCTETS, this.#position);
        if (bytesRead === 0) return;
        this.#position += bytesRead;
        // Latin-1 keeps octets apart until a line is whole.
        const pieces = (this.#unfinished + buffer.toString('latin1', 0, bytesRead)).split('\n');
        this.#unfinished = (pieces.pop() ?? '').slice(-LONGEST_LINE);
        for (const piece of pieces) yield Buffer.from(piece, 'latin1').toString('utf8');
      }
    } finally {
      await file.close();
    }
  }
}
