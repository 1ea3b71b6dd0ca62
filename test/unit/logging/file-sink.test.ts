import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLOSED_LOG, FileSink, LOG_FILE } from '../../../electron/logging/file-sink.ts';
import { loggingSchema } from '../../../shared/logging.ts';

const DAY_MS = 24 * 3_600_000;
const line = (text: string): Buffer => Buffer.from(`${text}\n`);
/** A line of 1,000 octets. */
const long = (number: number): Buffer => line(String(number).padEnd(999, '.'));

describe("RPOP's own log files", () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'rpop-log-')), 'logs');
  });
  afterEach(() => {
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  const sink = (internal: object = {}): FileSink =>
    new FileSink({ folder, now: Date.now, settings: loggingSchema.parse({ internal }).internal });
  const closed = (): string[] =>
    readdirSync(folder)
      .filter((name) => CLOSED_LOG.test(name))
      .toSorted();
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const sendAll = async (to: FileSink, lines: readonly Buffer[]): Promise<void> => {
    for (let sent = 0; sent < lines.length;) sent += await to.send(lines.slice(sent));
  };

  test('take every line in its order, and are nobody else to read', async () => {
    const log = sink();
    await sendAll(log, [line('one'), line('two')]);
    await sendAll(log, [line('three')]);
    await log.close();
    expect(read(LOG_FILE)).toBe('one\ntwo\nthree\n');
    expect(statSync(join(folder, LOG_FILE)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('are closed at their size, with whole lines, and so many are kept', async () => {
    const log = sink({ maximumOctets: 10_000, filesKept: 2 });
    const lines = Array.from({ length: 100 }, (_, number) => long(number));
    for (const each of lines) await sendAll(log, [each]);
    await log.close();
    await expect.poll(closed).toHaveLength(2);
    const rest = [...closed(), LOG_FILE].map(read);
    for (const text of rest) {
      expect(text.length).toBeLessThanOrEqual(11_000);
      expect(text.length % 1_000).toBe(0);
    }
    const all = Buffer.concat(lines).toString();
    expect(all.endsWith(rest.join(''))).toBe(true);
  });

  test('lose nothing when much is written at once', async () => {
    const log = sink({ maximumOctets: 10_000, filesKept: 100 });
    const lines = Array.from({ length: 500 }, (_, number) => long(number));
    await sendAll(log, lines);
    await log.close();
    const files = [...closed(), LOG_FILE];
    const numbers = files
      .flatMap((name) => read(name).split('\n').slice(0, -1))
      .map((text) => Number.parseInt(text, 10));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(lines.map((_, number) => number));
  });

  test('of an earlier period are closed by the first line of this one, and old ones are removed', async () => {
    mkdirSync(folder, { recursive: true });
    const yesterday = new Date(Date.now() - 1.5 * DAY_MS);
    writeFileSync(join(folder, LOG_FILE), 'yesterday\n');
    utimesSync(join(folder, LOG_FILE), yesterday, yesterday);
    const ancient = 'rpop-2020-01-01T00-00-00-000Z.log';
    writeFileSync(join(folder, ancient), 'ancient\n');
    utimesSync(join(folder, ancient), new Date(0), new Date(0));
    const log = sink({ rotateEvery: 'day', maximumAgeDays: 30 });
    await sendAll(log, [line('today')]);
    await log.close();
    await expect.poll(() => closed().map(read)).toEqual(['yesterday\n']);
    expect(read(LOG_FILE)).toBe('today\n');
  });

  test('that cannot be written say why, and are written as soon as they can be', async () => {
    // A file stands where the folder has to be.
    writeFileSync(folder, '');
    const log = sink();
    await expect(log.send([line('one')])).rejects.toMatchObject({ code: 'EEXIST' });
    rmSync(folder);
    mkdirSync(join(folder, LOG_FILE), { recursive: true });
    await expect(log.send([line('one')])).rejects.toThrow('not a file');
    rmSync(join(folder, LOG_FILE), { recursive: true });
    expect(await log.send([line('one')])).toBe(1);
    await log.close();
    expect(read(LOG_FILE)).toBe('one\n');
  });
});
