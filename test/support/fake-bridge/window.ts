import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Place, WindowEvent, WindowMethod } from '../../../shared/ipc.ts';
import { launchChromium } from './launch-chromium.ts';
import { type ServedWindow, serveWindow } from './serve-window.ts';

export interface WindowOptions {
  readonly place?: Place;
  readonly appearance?: 'light' | 'dark';
  readonly connections?: number;
  /** In CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number };
}

const USUAL_SIZE = { width: 1100, height: 720 };

/** The window on the fake bridge, built as it is shipped, in real Chromium. */
export class WindowUnderTest {
  readonly #browser: Browser;
  readonly #served: ServedWindow;
  readonly #page: Page;

  private constructor(browser: Browser, served: ServedWindow, page: Page) {
    this.#browser = browser;
    this.#served = served;
    this.#page = page;
  }

  /** `folder` is what `buildWindow` made. */
  static async start(folder: string): Promise<WindowUnderTest> {
    const [browser, served] = await Promise.all([launchChromium(), serveWindow(folder)]);
    const page = await browser.newPage({ viewport: USUAL_SIZE, reducedMotion: 'reduce' });
    page.on('pageerror', (error) => {
      throw error;
    });
    return new WindowUnderTest(browser, served, page);
  }

  /**
   * The window anew: the page keeps nothing of its own from one opening to the next. Whatever it throws fails the test.
   * One page for all, since a new one would compile the window again.
   */
  async open({ place, appearance = 'light', connections, size }: WindowOptions = {}): Promise<Page> {
    const page = this.#page;
    await page.goto('about:blank');
    await page.setViewportSize(size ?? USUAL_SIZE);
    const query = new URLSearchParams({ still: '', appearance });
    if (place !== undefined) query.set('place', JSON.stringify(place));
    if (connections !== undefined) query.set('connections', `${connections}`);
    await page.goto(`${this.#served.address}?${query.toString()}`);
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
    return page;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#served[Symbol.asyncDispose]();
  }
}

/** What axe finds wrong with the page as it is, each rule with the first element that breaks it. */
export async function axeFindings(page: Page): Promise<string[]> {
  // There are no frames: nothing to gather from elsewhere.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html ?? ''}`);
}

/** Everything that is shown is looked at so: 450×300 is 900×600 at 200 %. */
export const SIGHTS = [
  ['light', 1100, 720],
  ['dark', 1100, 720],
  ['light', 450, 300],
  ['dark', 450, 300],
] as const;

/** Whether the page is as wide as its window and no wider. */
export function fitsInWidth(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth');
}

/** What the page asked of main by one method, in order. */
export function callsOf(page: Page, method: WindowMethod): Promise<unknown[]> {
  return page.evaluate<unknown[]>(
    `fake.calls.filter((call) => call.method === ${JSON.stringify(method)}).map(({ input }) => input)`,
  );
}

/** Main tells the page something. */
export async function tell(page: Page, event: WindowEvent): Promise<void> {
  await page.evaluate(`fake.service.emit(${JSON.stringify(event)})`);
}

export async function isFocused(field: Locator): Promise<boolean> {
  return (await field.and(field.page().locator(':focus')).count()) === 1;
}
