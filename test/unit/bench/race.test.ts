import { describe, expect, it } from 'vitest';
import type { Contender } from '../../bench/contender.ts';
import { race } from '../../bench/race.ts';
import { atLeastAsFast, raceResult } from '../../bench/race-result.ts';
import { caseText } from '../../bench/report.ts';
import { workplace } from '../../support/rpop.ts';

const MESSAGES = 3;

/** A contender that runs a shell command and says that it delivered so many messages. */
function contender(name: string, script: string, delivered: number, missing?: string): Contender {
  return {
    name,
    flushes: 'nothing',
    missing: () => missing,
    prepare: () => ({ file: 'sh', args: ['-c', script] }),
    delivered: () => delivered,
  };
}

async function raceOf(...contenders: Contender[]) {
  using place = workplace();
  const mailbox = { user: 'me', port: 0, tls: false, caFile: '', messages: MESSAGES };
  return await race({
    mailbox,
    contenders,
    rounds: 2,
    quick: true,
    folder: place.folder,
    say: () => undefined,
  });
}

describe.skipIf(process.platform !== 'linux')('a race', () => {
  it('times each contender in each round', async () => {
    const [entry] = await raceOf(contender('good', 'exit 0', MESSAGES));
    expect(entry?.failure).toBeUndefined();
    expect(entry?.runs).toHaveLength(2);
    expect(entry?.runs[1]).toMatchObject({ status: 0 });
  });

  it.for([
    ['ended badly', contender('bad', 'echo no such host >&2; exit 7', MESSAGES), 'status 7: no such host'],
    ['delivered too little', contender('short', 'exit 0', MESSAGES - 1), 'it delivered 2 of the messages'],
    ['is missing', contender('absent', 'exit 0', MESSAGES, 'not installed'), 'not installed'],
  ] as const)('has no figures of one that %s', async ([, other, why]) => {
    const entries = await raceOf(contender('RPOP', 'exit 0', MESSAGES), other);
    expect(entries[1]?.runs).toEqual([]);
    expect(entries[1]?.failure).toContain(why);
    expect(atLeastAsFast(entries, other.name, 2)).toEqual([]);

    const text = caseText('a case', 'its title', raceResult(entries, []), false);
    expect(text).toContain(`left out: ${other.name}`);
    expect(text).toMatch(/^RPOP {2}/m);
    expect(text).not.toMatch(new RegExp(`^${other.name} `, 'm'));
  });

  it('gives its verdict by the ratio of the rounds', () => {
    const runs = (...seconds: number[]) =>
      seconds.map((each) => ({
        seconds: each,
        cpuSeconds: 0,
        peakMiB: 0,
        status: 0,
        stdout: '',
        stderr: '',
      }));
    const entry = (name: string, ...seconds: number[]) => ({
      name,
      flushes: 'nothing',
      runs: runs(...seconds),
      failure: undefined,
    });
    const entries = [entry('RPOP', 1, 2), entry('mpop', 3, 4)];
    expect(atLeastAsFast(entries, 'mpop', 2)).toEqual([
      { target: 'at least 2× as fast as mpop', measured: '2.50× as fast', met: true },
    ]);
    expect(atLeastAsFast(entries, 'mpop', 3)).toMatchObject([{ met: false }]);

    const result = raceResult(entries, atLeastAsFast(entries, 'mpop', 2));
    expect(caseText('a case', 'its title', result, false)).toContain('met: at least 2× as fast as mpop');
    expect(caseText('a case', 'its title', result, true)).toContain('not judged: at least 2×');
  });
});
