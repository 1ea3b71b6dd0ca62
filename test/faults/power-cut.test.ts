/** Every state that a power cut can leave, from the calls of the real program: see docs/faults.md. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PowerCuts, type Recording } from './power-cut.ts';
import { straceMissing } from './recorded-calls.ts';

const missing = straceMissing();
if (missing !== undefined) process.stdout.write(`skipped: ${missing}\n`);

const MAIL = Array.from({ length: 4 }, (_, index) => ({
  uidl: `uid-${index}`,
  octets: Buffer.from(`Subject: message ${index}\r\n\r\n${`line ${index}\r\n`.repeat(index * 50)}`),
}));

describe.skipIf(missing !== undefined)('after a power cut at any moment', () => {
  let place: string;
  let recording: Recording;
  let cuts: PowerCuts;
  let findings: string[];
  beforeAll(async () => {
    // In memory where there is such a place: a thousand small states are written.
    place = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'rpop-power-'));
    recording = await PowerCuts.record(place, MAIL);
    cuts = new PowerCuts(place, recording);
    findings = await cuts.findings();
  }, 240_000);
  afterAll(() => {
    rmSync(place, { recursive: true, force: true });
  });

  it('each message is on the server or here, the ledger tells the truth, and the next run ends the work', () => {
    expect(findings).toEqual([]);
    process.stdout.write(`power cuts: ${cuts.states} different states of disk and server\n`);
    expect(cuts.states).toBeGreaterThan(100);
  });

  it.each<[string, RegExp, RegExp]>([
    ['of the messages', /^mail\/tmp\//, /^lost/],
    ['of the folder that they are linked into', /^mail\/new$/, /^lost/],
    ['of the folders that are made', /^mail$/, /^lost/],
    ['of the folder that the mail root is made in', /^$/, /^lost/],
    ['of the ledger', /^data\/ledger\.sqlite-wal$/, /^unrecorded/],
  ])('a flush less is noticed: %s', async (_what, path, finding) => {
    const careless = new PowerCuts(place, recording, cuts);
    expect(await careless.findings((flushed) => path.test(flushed), finding)).toContainEqual(
      expect.stringMatching(finding),
    );
  });
});
