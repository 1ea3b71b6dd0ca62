import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { icnsFile, icoFile } from '../../../electron/packaging/icon-containers.ts';

const ICONS = join(import.meta.dirname, '../../../electron/desktop/icons');
const read = (name: string): Buffer => readFileSync(join(ICONS, name));

/** Width and height by the PNG's first chunk (RFC 2083 §4.1.1). */
function sizeOf(png: Buffer): [number, number] {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1A\n');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

/** The pictures of a Windows icon, with the sizes that its directory says. */
function picturesInIco(ico: Buffer): { size: number; png: Buffer }[] {
  return Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const start = ico.readUInt32LE(entry + 12);
    const png = ico.subarray(start, start + ico.readUInt32LE(entry + 8));
    return { size: ico.readUInt8(entry) || 256, png };
  });
}

/** The pictures of a macOS icon, by type. */
function picturesInIcns(icns: Buffer): Map<string, Buffer> {
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const pictures = new Map<string, Buffer>();
  for (let start = 8; start < icns.length; start += icns.readUInt32BE(start + 4)) {
    const end = start + icns.readUInt32BE(start + 4);
    pictures.set(icns.toString('latin1', start, start + 4), icns.subarray(start + 8, end));
  }
  return pictures;
}

describe('the icons in git', () => {
  it.each([16, 22, 24, 32, 48, 64, 96, 128, 256, 512, 1024])('have one of %i pixels', (size) => {
    expect(sizeOf(read(`${size}x${size}.png`))).toEqual([size, size]);
  });

  it('have a Windows icon with every size that Windows asks for', () => {
    const pictures = picturesInIco(read('icon.ico'));
    expect(pictures.map(({ size }) => size)).toEqual([16, 20, 24, 32, 40, 48, 64, 96, 128, 256]);
    for (const { size, png } of pictures) expect(sizeOf(png)).toEqual([size, size]);
  });

  it('have a macOS icon with every size, plain and for dense screens', () => {
    const sizes = [...picturesInIcns(read('icon.icns'))].map(([type, png]) => [type, sizeOf(png)[0]]);
    expect(Object.fromEntries(sizes)).toEqual({
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic13: 256,
      ic08: 256,
      ic14: 512,
      ic09: 512,
      ic10: 1024,
    });
  });

  it('have each state for the tray, on light and dark panels and as a template, in each density', () => {
    const states = ['attention', 'fetching', 'idle', 'paused'];
    const plain = states.flatMap((state) => [
      `${state}-dark`,
      `${state}-light`,
      `tray-${state}Template`,
      `windows/${state}-dark`,
      `windows/${state}-light`,
    ]);
    for (const name of plain) {
      const base = name.startsWith('windows/') ? 16 : name.startsWith('tray-') ? 18 : 22;
      expect(sizeOf(read(`tray/${name}.png`)), name).toEqual([base, base]);
      expect(sizeOf(read(`tray/${name}@2x.png`)), name).toEqual([2 * base, 2 * base]);
    }
    const sources = readdirSync(join(ICONS, 'tray')).filter((name) => name.endsWith('.svg'));
    expect(sources.toSorted()).toEqual(states.map((state) => `${state}.svg`));
  });
});

describe('an icon file', () => {
  it('of Windows gives its pictures back', () => {
    const pictures = [16, 256].map((size) => ({ size, png: read(`${size}x${size}.png`) }));
    expect(picturesInIco(icoFile(pictures))).toEqual(pictures);
  });

  it('of macOS is not made without a size', () => {
    expect(() => icnsFile([{ size: 32, png: read('32x32.png') }])).toThrow('no picture of 64 pixels');
  });
});
