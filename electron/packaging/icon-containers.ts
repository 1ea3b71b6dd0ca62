/** A PNG picture of so many pixels in width and height. */
export interface Picture {
  readonly size: number;
  readonly png: Uint8Array;
}

/**
 * A Windows icon file: a directory of pictures, each a PNG as it is (allowed since Windows Vista).
 * https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
 */
export function icoFile(pictures: readonly Picture[]): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2); // An icon, not a cursor.
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length + 16 * pictures.length;
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    // One octet each for width and height; 0 stands for 256.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4); // Colour planes.
    entry.writeUInt16LE(32, 6); // Bits a pixel.
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}

/**
 * The types of the pictures that macOS 10.7 and later read as PNG. The smallest two are those of dense screens: their
 * plain twins, icp4 and icp5, are not read as PNG by every version, and macOS scales these down instead.
 */
const ICNS_TYPES: readonly (readonly [type: string, size: number])[] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** The sizes that `icnsFile` needs. */
export const ICNS_SIZES: readonly number[] = [...new Set(ICNS_TYPES.map(([, size]) => size))];

/** A macOS icon file: chunks of a type, a length with its own eight octets, and a PNG, in big-endian order. */
export function icnsFile(pictures: readonly Picture[]): Buffer {
  const chunks = ICNS_TYPES.map(([type, size]) => {
    const picture = pictures.find((other) => other.size === size);
    if (picture === undefined) throw new Error(`There is no picture of ${size} pixels for ${type}.`);
    return chunk(type, picture.png);
  });
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(type: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
}
