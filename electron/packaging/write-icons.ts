import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ICNS_SIZES, icnsFile, icoFile, type Picture } from './icon-containers.ts';
import { openSvgRenderer } from './svg-renderer.ts';

// Makes every icon file from the SVG sources beside them: `npm run icons`. The files are kept in git, so that neither a
// build nor a test needs a browser for them.

const ICONS = fileURLToPath(new URL('../desktop/icons/', import.meta.url));

/** The freedesktop icon theme's sizes. */
const THEME_SIZES = [16, 22, 24, 32, 48, 64, 96, 128, 256, 512, 1024];
const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 96, 128, 256];
/** Up to this size the shading of the large drawing would be mud. */
const SMALL = 48;
/** Windows and Linux draw icons to the edge; the source leaves the margin that macOS asks for. */
const WITHOUT_MARGIN = '78 78 868 868';
const SMALL_WITH_MARGIN = '-2 -2 36 36';

const TRAY_STATES = ['idle', 'fetching', 'attention', 'paused'];
/** The panel that the icon is for, and its colours there. */
const PANELS = {
  light: 'color:#2b3040;--badge:#d9480f',
  dark: 'color:#f1f3f8;--badge:#ffa94d',
};
/** Glyphs are drawn on 16 pixels; a panel's icon has air around them, in whole pixels. */
const LINUX_TRAY = { size: 22, viewBox: '-3 -3 22 22' };
const WINDOWS_TRAY = { size: 16, viewBox: '0 0 16 16' };
const MACOS_TRAY = { size: 18, viewBox: '-1 -1 18 18' };

await using renderer = await openSvgRenderer();
const large = await source('icon.svg');
const small = await source('icon-small.svg');

async function source(name: string): Promise<string> {
  return readFile(join(ICONS, name), 'utf8');
}

async function write(name: string, content: Uint8Array): Promise<void> {
  const path = join(ICONS, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

async function picture(size: number): Promise<Picture> {
  const drawing = size <= SMALL ? { svg: small, size } : { svg: large, size, viewBox: WITHOUT_MARGIN };
  return { size, png: await renderer.png(drawing) };
}

async function macPicture(size: number): Promise<Picture> {
  const drawing = size <= SMALL ? { svg: small, size, viewBox: SMALL_WITH_MARGIN } : { svg: large, size };
  return { size, png: await renderer.png(drawing) };
}

async function pictures(
  sizes: readonly number[],
  draw: (size: number) => Promise<Picture>,
): Promise<Picture[]> {
  const drawn: Picture[] = [];
  for (const size of sizes) drawn.push(await draw(size));
  return drawn;
}

for (const { size, png } of await pictures(THEME_SIZES, picture)) {
  await write(`${size}x${size}.png`, png);
  if (size === 1024) await write('icon.png', png);
}
await write('icon.ico', icoFile(await pictures(ICO_SIZES, picture)));
await write('icon.icns', icnsFile(await pictures(ICNS_SIZES, macPicture)));

for (const state of TRAY_STATES) {
  const svg = await source(`tray/${state}.svg`);
  for (const [panel, style] of Object.entries(PANELS)) {
    await writeTray(`tray/${state}-${panel}`, svg, style, LINUX_TRAY, [1, 2]);
    await writeTray(`tray/windows/${state}-${panel}`, svg, style, WINDOWS_TRAY, [1, 1.25, 1.5, 2]);
  }
  // macOS takes the shape from a template's alpha and colours it itself.
  await writeTray(`tray/tray-${state}Template`, svg, 'color:#000', MACOS_TRAY, [1, 2]);
}

/** One file for each scale of the screen, by the names that Electron's nativeImage looks for. */
async function writeTray(
  name: string,
  svg: string,
  style: string,
  { size, viewBox }: { readonly size: number; readonly viewBox: string },
  scales: readonly number[],
): Promise<void> {
  for (const scale of scales) {
    const suffix = scale === 1 ? '' : `@${scale}x`;
    await write(`${name}${suffix}.png`, await renderer.png({ svg, size: size * scale, viewBox, style }));
  }
}
