/**
 * Loaded into a program by `node --import`: at its end it writes its peak resident memory, in KiB, to the file named by
 * RPOP_TEST_PEAK_FILE. From /proc and not from getrusage, whose peak begins with that of the process it was forked from.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env['RPOP_TEST_PEAK_FILE'];
if (isMainThread && file !== undefined) {
  process.on('exit', () => {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    writeFileSync(file, peak ?? '');
  });
}
