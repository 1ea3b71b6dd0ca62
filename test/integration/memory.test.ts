import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asDovecotSends, hugeMessage, maildirForm } from '../support/corpus.ts';
import { type Dovecot, dovecotMissing, startDovecot } from '../support/dovecot.ts';
import { digests, readMaildir } from '../support/maildir-reader.ts';
import { runFetch, workplace } from '../support/rpop.ts';

const MIB = 1024 * 1024;
const HUGE_OCTETS = 200 * MIB;
const LIMIT_MIB = 64;

const missing = process.platform === 'linux' ? dovecotMissing() : 'peak memory is read from /proc';

describe.skipIf(missing !== undefined)(`memory${missing === undefined ? '' : ` (${missing})`}`, () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
    dovecot.fill('idle', []);
    dovecot.fill('huge', [hugeMessage(HUGE_OCTETS)]);
  });
  afterAll(async () => {
    await dovecot.stop();
  });

  /** Fetches and returns the peak of the program's resident memory in MiB, and what was delivered. */
  async function peakOfFetch(
    user: string,
    how: 'none' | 'tls',
  ): Promise<{ peak: number; delivered: string[] }> {
    using place = workplace();
    const peakFile = join(place.folder, 'peak');
    const hook = new URL('../support/peak-memory-hook.ts', import.meta.url).href;
    const { pop3, pop3s } = dovecot.ports;
    const [url, args] =
      how === 'tls'
        ? [`pop3s://${user}@127.0.0.1:${pop3s}`, ['--ca', dovecot.caFile]]
        : [`pop3://${user}@127.0.0.1:${pop3}`, ['--security', 'none']];
    const result = await runFetch(url, place, args, {
      env: { NODE_OPTIONS: `--import=${hook}`, RPOP_TEST_PEAK_FILE: peakFile },
    });
    expect(result).toMatchObject({ status: 0, stderr: '', summary: { failed: 0 } });
    const delivered = digests((await readMaildir(place.into)).values());
    return { peak: Number(await readFile(peakFile, 'utf8')) / 1024, delivered };
  }

  it.for(['none', 'tls'] as const)(
    `stays below ${LIMIT_MIB} MiB above idle for a message of 200 MiB over %s`,
    async (how) => {
      const idle = await peakOfFetch('idle', how);
      const huge = await peakOfFetch('huge', how);
      const above = huge.peak - idle.peak;
      process.stdout.write(
        `peak resident memory over ${how}: idle ${idle.peak.toFixed(1)} MiB, with a message of 200 MiB ` +
          `${huge.peak.toFixed(1)} MiB: ${above.toFixed(1)} MiB above idle\n`,
      );
      expect(huge.delivered).toEqual(digests([maildirForm(asDovecotSends(hugeMessage(HUGE_OCTETS)))]));
      expect(idle.peak).toBeGreaterThan(0);
      expect(above).toBeLessThan(LIMIT_MIB);
    },
  );
});
