import { mkdir, open, readdir, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggingSettings } from '../../shared/logging.ts';
import type { LineSink } from './line-sink.ts';

export const LOG_FILE = 'rpop.log';
/** `rpop-2026-11-24T08-00-00-000Z.log`: names sort by time. */
export const CLOSED_LOG = /^rpop-\d{4}-\d\d-\d\dT[\dZ-]+(?:-\d+)?\.log$/;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PERIOD_MS = { never: Infinity, hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS } as const;

export interface FileSinkOptions {
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly settings: LoggingSettings['internal'];
}

/** RPOP's own log files: one that grows, closed ones by size or period, of which some are kept for some time. */
export class FileSink implements LineSink {
  readonly #options: FileSinkOptions;
  #file: FileHandle | undefined;
  #octets = 0;
  #begunAt = 0;

  constructor(options: FileSinkOptions) {
    this.#options = options;
  }

  async send(lines: readonly Buffer[]): Promise<number> {
    try {
      const file = await this.#fileFor(lines[0]?.length ?? 0);
      let count = 0;
      let octets = 0;
      for (const line of lines) {
        if (count > 0 && this.#octets + octets + line.length > this.#options.settings.maximumOctets) break;
        octets += line.length;
        count += 1;
      }
      // The whole batch or an error: `appendFile` goes on after a short write.
      await file.appendFile(Buffer.concat(lines.slice(0, count)));
      this.#octets += octets;
      return count;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close().catch(() => undefined);
  }

  /** The open file, or a new one when the next line does not belong into it any more. */
  async #fileFor(octets: number): Promise<FileHandle> {
    const { settings } = this.#options;
    const file = this.#file ?? (await this.#open());
    const full = this.#octets > 0 && this.#octets + octets > settings.maximumOctets;
    if (!full && !this.#periodIsOver()) return file;
    await this.close();
    await this.#rotate();
    return this.#open();
  }

  #periodIsOver(): boolean {
    const period = PERIOD_MS[this.#options.settings.rotateEvery];
    if (period === Infinity || this.#octets === 0) return false;
    return Math.floor(this.#begunAt / period) !== Math.floor(this.#options.now() / period);
  }

  async #open(): Promise<FileHandle> {
    const { folder, now } = this.#options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(join(folder, LOG_FILE), 'a', 0o600);
    const { size, birthtimeMs, mtimeMs } = await file.stat();
    this.#octets = size;
    // Some file systems know no birth time.
    this.#begunAt = size === 0 ? now() : birthtimeMs || mtimeMs;
    this.#file = file;
    return file;
  }

  async #rotate(): Promise<void> {
    const { folder, now } = this.#options;
    const stamp = new Date(now()).toISOString().replaceAll(/[:.]/g, '-');
    for (let copy = 0; ; copy += 1) {
      const name = `rpop-${stamp}${copy === 0 ? '' : `-${copy}`}.log`;
      if (await exists(join(folder, name))) continue;
      await rename(join(folder, LOG_FILE), join(folder, name));
      break;
    }
    await this.#removeOld();
  }

  async #removeOld(): Promise<void> {
    const { folder, now, settings } = this.#options;
    const closed = (await readdir(folder)).filter((name) => CLOSED_LOG.test(name)).toSorted();
    const oldest = settings.maximumAgeDays === 0 ? -Infinity : now() - settings.maximumAgeDays * DAY_MS;
    const surplus = closed.length - settings.filesKept;
    for (const [index, name] of closed.entries()) {
      const path = join(folder, name);
      if (index < surplus || (await stat(path)).mtimeMs < oldest) await unlink(path);
    }
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
