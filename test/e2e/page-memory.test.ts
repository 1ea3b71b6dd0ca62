import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desktopMissing, type RunningDesktop, startDesktop } from '../support/desktop.ts';
import { type Workplace, workplace } from '../support/rpop.ts';

const missing = desktopMissing();
const PASSWORD = 'not-in-the-heap-7Qz';

describe.skipIf(missing !== undefined)(
  `the memory of the page${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    let place: Workplace;
    let desktop: RunningDesktop;
    let page: Page;
    beforeAll(async () => {
      place = workplace();
      desktop = startDesktop(place.data, { settings: {} });
      page = await desktop.page();
    });
    afterAll(async () => {
      await desktop[Symbol.asyncDispose]();
      place[Symbol.dispose]();
    });

    it('holds no password any more once the form is left', async () => {
      await page.getByRole('button', { name: 'Add your first mailbox' }).click();
      await page.getByRole('textbox', { name: 'E-mail address' }).fill('me@rpop.test');
      await page.getByRole('textbox', { name: 'POP3 server' }).fill('localhost');
      await page.getByRole('textbox', { name: 'Port' }).fill('1');
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Work');
      await page.getByRole('textbox', { name: 'Password' }).focus();
      // As a user types it: `fill` would leave it in the memory itself.
      await page.keyboard.insertText(PASSWORD);
      expect(await heapHolds(page, PASSWORD)).toBe(true);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('row').filter({ hasText: 'Work' }).waitFor();
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
      await expect.poll(() => heapHolds(page, PASSWORD), { timeout: 20_000 }).toBe(false);
    });
  },
);

/** Whether a string with the text in it is reachable in the page (a snapshot of V8's heap, after a collection). */
async function heapHolds(page: Page, text: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('').includes(text);
}
