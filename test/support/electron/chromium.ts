import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { app } from './app.ts';
import { changeState } from './state.ts';

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
  '--block-new-web-contents',
  // For the test, which drives the same pages.
  '--remote-debugging-port=0',
];

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
    args: FLAGS,
    viewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  app.beforeExit(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  const [port = ''] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  changeState({ browser: `http://127.0.0.1:${port}` });
  return context;
}
