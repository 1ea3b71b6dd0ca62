import { chromium } from 'playwright-core';

/** How an SVG source becomes one picture. */
export interface Drawing {
  readonly svg: string;
  /** Pixels in width and height. */
  readonly size: number;
  /** The part of the source that is shown, where it is not its own viewBox. */
  readonly viewBox?: string;
  /** CSS for the source: what `currentColor` and its custom properties are. */
  readonly style?: string;
}

export interface SvgRenderer extends AsyncDisposable {
  readonly png: (drawing: Drawing) => Promise<Buffer>;
}

/** Renders by the system's Chromium: what the icons are seen with in the window, too. */
export async function openSvgRenderer(): Promise<SvgRenderer> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--force-color-profile=srgb'],
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await browser.newPage();
  return {
    png: async ({ svg, size, viewBox, style = '' }) => {
      const shown = viewBox === undefined ? svg : svg.replace(/viewBox="[^"]*"/, `viewBox="${viewBox}"`);
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(
        `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px;${style}}</style>${shown}`,
      );
      return page.screenshot({ omitBackground: true });
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
