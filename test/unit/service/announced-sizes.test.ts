import { describe, expect, it } from 'vitest';
import { AnnouncedSizes, type Arrival } from '../../../electron/service/announced-sizes.ts';
import type { ListedMessage } from '../../../electron/service/retrieval-plan.ts';

const listed = (number: number, octets: number): ListedMessage => ({ number, uid: `uid-${number}`, octets });
/** So many octets, ten lines of them. */
const came = (octets: number, header = 'h'): Arrival => ({
  octets,
  storedOctets: octets - 10,
  header: Buffer.from(header),
});

describe('the announced size', () => {
  it('that came is believed at once', () => {
    expect(new AnnouncedSizes().judge(listed(1, 500), came(500))).toBe('recorded');
  });

  it.each([
    ['fewer', 400, 'short'],
    ['more', 600, 'recorded'],
  ])('is overruled by %s octets only when they come twice alike', (_what, octets, verdict) => {
    const sizes = new AnnouncedSizes();
    expect(sizes.judge(listed(1, 500), came(octets))).toBe('again');
    expect(sizes.judge(listed(1, 500), came(octets))).toBe(verdict);
  });

  it('may lack the CRLF that the end of the answer adds, but not in a second look at what came otherwise', () => {
    expect(new AnnouncedSizes().judge(listed(1, 500), came(502))).toBe('recorded');
    const sizes = new AnnouncedSizes();
    expect(sizes.judge(listed(1, 500), came(501))).toBe('again');
    expect(() => sizes.judge(listed(1, 500), came(502))).toThrow(/differently each time/);
  });

  it.each([
    ['another length', came(601)],
    ['another header', came(600, 'another')],
  ])('and what came twice with %s are not believed', (_what, second) => {
    const sizes = new AnnouncedSizes();
    sizes.judge(listed(1, 500), came(600));
    expect(() => sizes.judge(listed(1, 500), second)).toThrow(/differently each time/);
  });

  it('of a server that counts LF line endings costs one message more', () => {
    const sizes = new AnnouncedSizes();
    expect(sizes.judge(listed(1, 490), came(500))).toBe('again');
    expect(sizes.judge(listed(2, 590), came(600))).toBe('again');
    expect(sizes.judge(listed(1, 490), came(500))).toBe('recorded');
    expect(sizes.judge(listed(3, 690), came(700))).toBe('recorded');
    // A part of it doubled is another thing.
    expect(sizes.judge(listed(4, 690), came(750))).toBe('again');
  });

  it('of a server that estimates costs eight messages more, but a shorter one is never believed at once', () => {
    const sizes = new AnnouncedSizes();
    for (let number = 1; number <= 8; number += 1) {
      expect(sizes.judge(listed(number, 500), came(600 + number))).toBe('again');
      expect(sizes.judge(listed(number, 500), came(600 + number))).toBe('recorded');
    }
    expect(sizes.judge(listed(9, 500), came(700))).toBe('recorded');
    expect(sizes.judge(listed(10, 500), came(400))).toBe('again');
  });
});
