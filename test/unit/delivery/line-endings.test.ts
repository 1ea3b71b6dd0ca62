import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { CrlfToLf } from '../../../electron/delivery/line-endings.ts';

it('turns every CRLF into LF and nothing else, wherever the octets are cut', () => {
  const octet = fc.constantFrom('\r', '\n', 'a', '\0', '\xff');
  const pieces = fc.array(fc.array(octet).map((octets) => octets.join('')));
  fc.assert(
    fc.property(pieces, (texts) => {
      const converter = new CrlfToLf();
      let converted = '';
      const take = (octets: Buffer): void => {
        converted += octets.toString('latin1');
      };
      for (const text of texts) converter.write(Buffer.from(text, 'latin1'), take);
      converter.end(take);
      expect(converted).toBe(texts.join('').replaceAll('\r\n', '\n'));
    }),
    { numRuns: 2000 },
  );
});
