import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeaderDigest } from '../../../electron/service/header-digest.ts';

const MOST_OCTETS = 256 * 1024;

/** What it is to be, from the message as a whole. */
function expected(message: Buffer): string {
  const text = message.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const header = end === -1 ? text.replace(/\r\n$/, '') : text.slice(0, end);
  const octets = Buffer.from(header.slice(0, MOST_OCTETS), 'latin1');
  return createHash('sha256').update(octets).digest().subarray(0, 16).toString('hex');
}

/** Writes the message in pieces and spoils each afterwards, as the receiver behind it may. */
function digest(message: Buffer, pieces: (at: number) => number): string {
  const header = new HeaderDigest();
  for (let at = 0; at < message.length;) {
    const piece = Buffer.from(message.subarray(at, at + pieces(at)));
    at += piece.length;
    header.write(piece);
    piece.fill(0);
  }
  return Buffer.from(header.value).toString('hex');
}

describe('the digest of a header', () => {
  it('is the same however the octets are cut', () => {
    const part = fc.constantFrom('\r\n', '\r', '\n', 'Subject: x', '\r\n\r\n', '\0', 'é', '');
    const property = fc.property(
      fc.array(part, { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      (parts, sizes) => {
        const message = Buffer.from(parts.join(''), 'latin1');
        let piece = 0;
        const next = (): number => sizes[(piece += 1) % sizes.length] ?? 1;
        expect(digest(message, next)).toBe(expected(message));
        expect(digest(message, () => 1)).toBe(expected(message));
        expect(digest(message, () => message.length)).toBe(expected(message));
      },
    );
    fc.assert(property, { numRuns: 500 });
  });

  it.each([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5])(
    'ends at the same octet, %d from the most that it takes',
    (more) => {
      for (const end of ['', '\r\n', '\r\n\r\n', '\r\n\r\nbody']) {
        const message = Buffer.from('x'.repeat(MOST_OCTETS + more) + end);
        for (const size of [message.length, 65_536, 4_099]) {
          expect(digest(message, () => size)).toBe(expected(message));
        }
      }
    },
  );

  it('holds no more than a few octets of a header that comes octet by octet without end', () => {
    const header = new HeaderDigest();
    const octet = Buffer.from('x');
    // Two million pieces: work or memory for each of those before would not come to an end.
    for (let at = 0; at < 2_000_000; at += 1) header.write(octet);
    expect(Buffer.from(header.value).toString('hex')).toBe(expected(Buffer.alloc(MOST_OCTETS, 'x')));
  });
});
