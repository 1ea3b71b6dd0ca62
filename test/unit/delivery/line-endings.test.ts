import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { CrlfToLf } from '../../../electron/delivery/line-endings.ts';

it('turns every CRLF into LF and nothing else, wherever the octets are cut', () => {
  const octet = fc.constantFrom('\r', '\n', 'a', '\0', '\xff');
  const pieces = fc.array(fc.array(octet, { maxLength: 40 }).map((octets) => octets.join('')));
  fc.assert(
    fc.property(pieces, (texts) => {
      const converter = new CrlfToLf();
      const target = Buffer.alloc(texts.join('').length + 1);
      let at = 0;
      for (const text of texts) at = converter.copy(Buffer.from(text, 'latin1'), target, at);
      at = converter.end(target, at);
      expect(target.toString('latin1', 0, at)).toBe(texts.join('').replaceAll('\r\n', '\n'));
    }),
    { numRuns: 2000 },
  );
});
