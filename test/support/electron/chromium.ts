import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Request } from 'playwright-core';
import { app } from './app.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pages that are behind others work on.
  '--disable-backgrounding-occluded-windows',
  // For the test, which drives the same pages.
  '--remote-debugging-port=0',
];

const { promise, resolve: told } = Promise.withResolvers<string>();

/** Where the Chromium can be reached over the DevTools protocol, once there is one. */
export const devTools = promise;

let browser: Promise<BrowserContext> | undefined;

/** The one Chromium of this application, with a profile of its own. It starts with the first window. */
export function theBrowser(): Promise<BrowserContext> {
  browser ??= launch();
  return browser;
}

async function launch(): Promise<BrowserContext> {
  const profile = mkdtempSync(join(tmpdir(), 'rpop-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    headless: true,
    chromiumSandbox: false,
    args: [...FLAGS, ...app.switches],
    viewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  await keepPopUpsFromLoading(context);
  app.beforeExit(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  const [port = '', path = ''] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  told(`ws://127.0.0.1:${port}${path}`);
  return context;
}

/** Chromium makes the window that a page opens before anybody can say no: it gets as far as an empty page. */
async function keepPopUpsFromLoading(context: BrowserContext): Promise<void> {
  await context.route(
    ({ host }) => !host.endsWith('.invalid'),
    async (route) => ((await isOfPopUp(route.request())) ? route.abort() : route.continue()),
  );
}

async function isOfPopUp(request: Request): Promise<boolean> {
  try {
    return (await request.frame().page().opener()) !== null;
  } catch {
    // Its page is so new that it has no frame yet: ours are new only once, and empty then.
    return true;
  }
}
