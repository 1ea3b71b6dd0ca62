import { once } from 'node:events';
import { mkdir, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import type { LoggingSettings } from '../../shared/logging.ts';
import type { LineSink } from './line-sink.ts';

export const LOG_FILE = 'rpop.log';
/** `rpop-2026-11-24T08-00-00-000Z-001.log`: names sort by time. */
export const CLOSED_LOG = /^rpop-\d{4}-\d\d-\d\dT[\dZ-]+(?:-\d+)?\.log$/;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PERIODS = {
  hour: { interval: '1h', ms: HOUR_MS },
  day: { interval: '1d', ms: DAY_MS },
  week: { interval: '7d', ms: 7 * DAY_MS },
} as const;

export interface FileSinkOptions {
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly settings: LoggingSettings['internal'];
}

/** RPOP's own log files: one that grows, closed ones by size or period, of which some are kept for some time. */
export class FileSink implements LineSink {
  readonly #options: FileSinkOptions;
  #stream: RotatingFileStream | undefined;
  #failure: Error | undefined;

  constructor(options: FileSinkOptions) {
    this.#options = options;
  }

  async send(lines: readonly Buffer[]): Promise<number> {
    const stream = this.#stream ?? (await this.#open());
    const batch = lines.slice(0, countWithin(lines, this.#options.settings.maximumOctets));
    try {
      await new Promise<void>((resolve, reject) => {
        stream.write(Buffer.concat(batch), (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    } catch (error) {
      // The stream's first error is the cause of what befell the write.
      const cause = this.#failure ?? error;
      await this.close();
      throw cause;
    }
    return batch.length;
  }

  async close(): Promise<void> {
    const stream = this.#stream;
    this.#stream = undefined;
    if (stream === undefined || stream.closed) return;
    const closed = once(stream, 'close').catch(() => undefined);
    if (stream.destroyed) stream.destroy();
    else stream.end();
    await closed;
  }

  async #open(): Promise<RotatingFileStream> {
    const { folder, settings } = this.#options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { maximumOctets, rotateEvery } = settings;
    if (rotateEvery !== 'never') await this.#closeEarlier(PERIODS[rotateEvery].ms);
    const stream = createStream(fileName, {
      path: folder,
      mode: 0o600,
      size: `${maximumOctets}B`,
      ...(rotateEvery === 'never' ? {} : { interval: PERIODS[rotateEvery].interval }),
    });
    this.#failure = undefined;
    stream.on('error', (error) => {
      this.#failure ??= error;
      if (this.#stream === stream) this.#stream = undefined;
    });
    stream.on('rotated', () => {
      // What cannot be removed now is tried again after the next rotation.
      void this.#removeOld().catch(() => undefined);
    });
    this.#stream = stream;
    return stream;
  }

  /** A file that was begun in an earlier period, by an earlier process, is closed now. */
  async #closeEarlier(periodMs: number): Promise<void> {
    const { folder, now } = this.#options;
    const path = join(folder, LOG_FILE);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || !found.isFile() || found.size === 0) return;
    // Some file systems know no birth time.
    const begunAt = Math.min(found.birthtimeMs || found.mtimeMs, found.mtimeMs);
    if (Math.floor(begunAt / periodMs) === Math.floor(now() / periodMs)) return;
    await rename(path, join(folder, fileName(new Date(now()))));
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

/** The file that grows has no time; a closed one is named by when it was closed, with a number in case that is taken. */
function fileName(time: number | Date | null, index = 1): string {
  if (!(time instanceof Date)) return LOG_FILE;
  const stamp = time.toISOString().replaceAll(/[:.]/g, '-');
  return `rpop-${stamp}-${String(index).padStart(3, '0')}.log`;
}

/** How many of the lines, but at least one, are at most so many octets: a file is closed only between two writes. */
function countWithin(lines: readonly Buffer[], octets: number): number {
  let sum = 0;
  const over = lines.findIndex((line) => (sum += line.length) > octets);
  return over === -1 ? lines.length : Math.max(1, over);
}
