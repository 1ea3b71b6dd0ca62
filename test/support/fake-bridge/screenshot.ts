/**
 * Screenshots of the window on the fake bridge, each light and dark, in a folder outside the checkout:
 *
 *   npm run preview:shots -- /tmp/shots [name=query ...]
 *
 * Each `name=query` is an address of `preview:window`, as `folders=still&place={"page":"folders"}`; without any, the
 * four pages. `size=900x600` and `zoom=2` in the query are for the browser.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWindow } from './build-window.ts';
import { launchChromium } from './launch-chromium.ts';
import { serveWindow } from './serve-window.ts';

const [folder, ...wanted] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say into which folder.');
const PAGES = ['connections', 'folders', 'activity', 'settings'].map(
  (page) => `${page}=still&place={"page":"${page}"}`,
);

await mkdir(folder, { recursive: true });
await using built = await buildWindow();
await using served = await serveWindow(built.folder);
const browser = await launchChromium();
try {
  for (const each of wanted.length > 0 ? wanted : PAGES) {
    const name = each.slice(0, each.indexOf('='));
    const query = new URLSearchParams(each.slice(name.length + 1));
    const [width = 1100, height = 720] = (query.get('size') ?? '').split('x').filter(Boolean).map(Number);
    const zoom = Number(query.get('zoom') ?? 1);
    const page = await browser.newPage({
      viewport: { width: width / zoom, height: height / zoom },
      deviceScaleFactor: zoom,
    });
    page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.stack ?? error.message}\n`));
    page.on('console', (line) => {
      if (line.type() === 'error') process.stderr.write(`${name}: ${line.text()}\n`);
    });
    for (const appearance of ['light', 'dark']) {
      query.set('appearance', appearance);
      await page.goto(`${served.address}?${query.toString()}`);
      await page.getByRole('navigation', { name: 'Pages' }).waitFor();
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(folder, `${name}-${appearance}.png`), animations: 'disabled' });
    }
    await page.close();
  }
} finally {
  await browser.close();
}
