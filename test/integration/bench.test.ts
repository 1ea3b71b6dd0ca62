import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { dovecotMissing } from '../support/dovecot.ts';

const missing = process.platform === 'linux' ? dovecotMissing() : 'it reads /proc';
const BENCH = fileURLToPath(new URL('../bench/bench.ts', import.meta.url));

it.skipIf(missing !== undefined)(
  `the benchmark runs a case and counts what was delivered${missing === undefined ? '' : ` (${missing})`}`,
  async () => {
    const args = [BENCH, 'clear', '--quick', '--rounds', '1', '--against', 'limit,node-pop3', '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { quick, results } = JSON.parse(stdout);
    expect(quick).toBe(true);
    expect(results).toMatchObject([
      {
        name: 'clear',
        leftOut: [],
        rows: [{ name: 'RPOP' }, { name: 'limit' }, { name: 'node-pop3' }],
      },
    ]);
  },
);
