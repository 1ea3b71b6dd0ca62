import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { Page } from 'playwright-core';
import { CHROMIUM } from './launch-chromium.ts';
import { type WindowOptions, WindowUnderTest } from './window.ts';

/** Why tests in a browser cannot run here; in CI they must. */
const missing =
  existsSync(CHROMIUM) || process.env['CI'] !== undefined ? undefined : `there is no ${CHROMIUM}`;

/** What the tests of a file share: one Chromium, and in it the window, which each opens anew. */
export interface SharedWindow {
  /** See `WindowUnderTest.open`. */
  open(options?: WindowOptions): Promise<Page>;
}

/** The tests of a part of the window. Where there is no Chromium they are skipped, and their title says why. */
export function describeWindow(part: string, tests: (window: SharedWindow) => void): void {
  describe.skipIf(missing !== undefined)(`${part}${missing === undefined ? '' : ` (${missing})`}`, () => {
    let window: WindowUnderTest;
    beforeAll(async () => {
      window = await WindowUnderTest.start(inject('builtWindow'));
    });
    afterAll(() => window.stop());
    tests({ open: (options) => window.open(options) });
  });
}
