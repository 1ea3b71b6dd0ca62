import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addConnection, ask } from '../support/ask-window.ts';
import { corpus } from '../support/corpus.ts';
import { desktopMissing, type RunningDesktop, startDesktop } from '../support/desktop.ts';
import { dialogs } from '../support/dialogs.ts';
import { type Dovecot, dovecotMissing, startDovecot } from '../support/dovecot.ts';
import { axeFindings } from '../support/fake-bridge/window.ts';
import { manyConnections } from '../support/many-connections.ts';
import { type Workplace, workplace } from '../support/rpop.ts';
import { openScreen, SCREENS } from '../support/screens.ts';

const missing = desktopMissing() ?? dovecotMissing();

describe.skipIf(missing !== undefined)(`every screen${missing === undefined ? '' : ` (${missing})`}`, () => {
  let dovecot: Dovecot;
  let place: Workplace;
  let desktop: RunningDesktop;
  let page: Page;
  beforeAll(async () => {
    dovecot = await startDovecot();
    dovecot.fill('work', corpus(12));
    place = workplace();
    desktop = startDesktop(place.data, { settings: {} });
    page = await desktop.page();
    const draft = { name: 'Work', username: 'work', host: '127.0.0.1', encryption: 'none' } as const;
    await addConnection(page, { ...draft, port: dovecot.ports.pop3 }, 'secret');
    await addConnection(page, { ...draft, name: 'Refused', port: dovecot.ports.pop3 }, 'wrong');
    const untrusted = { ...draft, encryption: 'tls', name: 'Untrusted', port: dovecot.ports.pop3s } as const;
    await addConnection(page, untrusted, 'secret');
    await page.getByRole('row').filter({ hasText: 'Work' }).getByTitle('12 new messages').waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: 'Refused' })
      .getByText('Needs you', { exact: true })
      .waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: 'Untrusted' })
      .getByText('Needs you', { exact: true })
      .waitFor();
  });
  afterAll(async () => {
    await desktop[Symbol.asyncDispose]();
    await dovecot.stop();
    place[Symbol.dispose]();
  });

  const normal = { width: 1_180, height: 780 };
  it.each([
    { what: 'in light', dark: false, size: normal, zoom: 1 },
    { what: 'in dark', dark: true, size: normal, zoom: 1 },
    { what: 'at 200 %', dark: false, size: { width: 1_280, height: 900 }, zoom: 2 },
    { what: 'at 900 by 600 in dark', dark: true, size: { width: 900, height: 600 }, zoom: 1 },
  ])(
    'has nothing that axe finds $what, and nothing to scroll sideways',
    async ({ dark, size, zoom }) => {
      await desktop.do('systemIsDark', dark);
      await desktop.do('resize', size);
      await desktop.do('zoom', zoom);
      await page
        .locator(`[data-mantine-color-scheme=${dark ? 'dark' : 'light'}]`)
        .first()
        .waitFor();
      const over = dialogs({ desktop, removed: 'Refused', untrusted: 'Untrusted', folder: place.folder });
      const findings: Record<string, string[]> = {};
      for (const screen of [...SCREENS, ...over]) {
        await openScreen(page, screen);
        const found = await axeFindings(page);
        const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        if (isTooWide) found.push('wider than the window');
        const isCut = await page.evaluate(() =>
          [...document.querySelectorAll('[role=alert]')].some(
            (notice) => notice.scrollWidth > notice.clientWidth,
          ),
        );
        if (isCut) found.push('a notice that is cut off');
        if (found.length > 0) findings[screen.name] = found;
        await screen.close?.(page);
      }
      await desktop.do('zoom', 1);
      expect(findings).toEqual({});
    },
    180_000,
  );

  it('holds 1,000 connections, of which few are drawn, and finds one among them', async () => {
    await desktop.do('resize', normal);
    await ask(page, 'configuration.import', { document: manyConnections(997), apply: true });
    await page.getByRole('button', { name: 'Connections', exact: true }).first().click();
    await page.getByText('1,000 connections').waitFor();
    const table = page.getByRole('grid', { name: 'Connections' });
    expect(await table.getByRole('row').count()).toBeLessThan(80);
    await table.focus();
    await page.keyboard.press('End');
    await table.getByText('Work', { exact: true }).first().waitFor();
    await page.getByRole('textbox', { name: 'Search connections' }).fill('Mailbox 0777');
    await table.getByText('Mailbox 0777').first().waitFor();
    await expect.poll(async () => table.getByRole('row').count()).toBe(2);
  });
});
