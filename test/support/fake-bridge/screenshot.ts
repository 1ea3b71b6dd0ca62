/**
 * Screenshots of the window on the fake bridge, each light and dark, in a folder outside the checkout:
 *
 *   npm run preview:shots -- /tmp/shots [name=query ...]
 *
 * Each `name=query` is an address of `preview:window`, as `folders=still&place={"page":"folders"}`; without any, the
 * four pages. Vite is started for it and ended.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer } from 'vite';
import { launchChromium } from './launch-chromium.ts';

const [folder, ...wanted] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say into which folder.');
const PAGES = ['connections', 'folders', 'activity', 'settings'].map(
  (page) => `${page}=still&place={"page":"${page}"}`,
);

await mkdir(folder, { recursive: true });
const server = await createServer({
  configFile: join(import.meta.dirname, 'vite.config.ts'),
  server: { port: 0 },
});
await server.listen();
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1100, height: 720 }, deviceScaleFactor: 1 });
  page.on('pageerror', (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
  page.on('console', (line) => {
    if (line.type() === 'error') process.stderr.write(`${line.text()}\n`);
  });
  for (const each of wanted.length > 0 ? wanted : PAGES) {
    const name = each.slice(0, each.indexOf('='));
    for (const appearance of ['light', 'dark']) {
      const query = new URLSearchParams(each.slice(name.length + 1));
      query.set('appearance', appearance);
      await page.goto(`${server.resolvedUrls?.local[0] ?? ''}?${query.toString()}`);
      await page.getByRole('navigation', { name: 'Pages' }).waitFor();
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(folder, `${name}-${appearance}.png`), animations: 'disabled' });
    }
  }
} finally {
  await browser.close();
  await server.close();
}
