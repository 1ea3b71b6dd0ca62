import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { SETTINGS_SECTIONS } from '../../../shared/ipc.ts';
import { SECTION_NAMES } from '../../support/section-names.ts';
import { describeWindow } from '../../support/fake-bridge/describe-window.ts';
import { axeFindings, callsOf, isFocused } from '../../support/fake-bridge/window.ts';

const HOUR_MS = 3_600_000;
const foot = (page: Page) => page.locator('footer');

/** Opens the command palette and runs what is found first. */
async function run(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('textbox', { name: 'Search actions, settings and connections' }).fill(name);
  const found = page.getByRole('dialog', { name: 'Command palette' }).getByRole('button').first();
  await found.getByText(name, { exact: true }).waitFor();
  await page.keyboard.press('Enter');
}

describeWindow('the shell', (window) => {
  it("shows the keys of the application's menu among its own", async () => {
    const page = await window.open();
    await page.getByRole('grid', { name: 'Connections' }).waitFor();
    await page.keyboard.press('Shift+?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    const menu = sheet.getByRole('region', { name: 'Application' });
    await menu.waitFor();
    expect(await menu.locator('dl > div').allTextContents()).toEqual([
      'Add a connectionCtrl+N',
      'Fetch all nowCtrl+Shift+F',
      'SettingsCtrl+,',
      'LargerCtrl++',
      'SmallerCtrl+-',
      'As large as at firstCtrl+0',
      'Full screenF11',
      'Close the windowCtrl+W',
      'QuitCtrl+Q',
    ]);
  });

  it('pauses for an hour, says until when, and resumes', async () => {
    const page = await window.open();
    const before = Date.now();
    await foot(page).getByRole('button', { name: 'Pause fetching' }).press('Enter');
    const hour = page.getByRole('menuitem', { name: 'Pause for 1 hour' });
    await expect.poll(() => isFocused(hour)).toBe(true);
    await page.keyboard.press('Enter');
    await foot(page).getByText('Paused', { exact: true }).waitFor();
    await foot(page)
      .getByText(/^Until \d\d:\d\d$/)
      .waitFor();
    const [{ until }] = (await callsOf(page, 'pause')) as [{ until: number }];
    expect(until).toBeGreaterThanOrEqual(before + HOUR_MS);
    expect(until).toBeLessThanOrEqual(Date.now() + HOUR_MS);
    const resume = foot(page).getByRole('button', { name: 'Resume fetching' });
    await resume.hover();
    await page.getByRole('tooltip', { name: /^Paused until \d\d:\d\d: resume$/ }).waitFor();
    await resume.click();
    await foot(page).getByRole('button', { name: 'Pause fetching' }).waitFor();
    expect(await callsOf(page, 'resume')).toEqual([{}]);
  });

  it('pauses until one resumes', async () => {
    const page = await window.open();
    await foot(page).getByRole('button', { name: 'Pause fetching' }).click();
    await page.getByRole('menuitem').last().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Pause until resumed' }).click();
    await foot(page).getByText('Until you resume').waitFor();
    expect(await callsOf(page, 'pause')).toEqual([{}]);
  });

  it('pauses and resumes from the command palette', async () => {
    const page = await window.open();
    await run(page, 'Pause for 1 hour');
    await foot(page)
      .getByText(/^Until \d\d:\d\d$/)
      .waitFor();
    await run(page, 'Resume fetching');
    await foot(page).getByRole('button', { name: 'Pause fetching' }).waitFor();
    await run(page, 'Pause until resumed');
    await foot(page).getByText('Until you resume').waitFor();
    const untils = (await callsOf(page, 'pause')).map((input) => typeof (input as { until?: number }).until);
    expect(untils).toEqual(['number', 'undefined']);
  });

  it('leads to every section of the settings, and to its heading', async () => {
    const page = await window.open();
    for (const section of SETTINGS_SECTIONS) {
      const name = SECTION_NAMES[section];
      await run(page, `Settings: ${name}`);
      const heading = page.getByRole('tabpanel', { name }).getByRole('heading', { level: 2, name });
      await heading.waitFor();
      await expect.poll(() => isFocused(heading)).toBe(true);
    }
    // To the one that is open already, too.
    await page.getByRole('tab', { name: 'About' }).focus();
    await run(page, 'Settings: About');
    await expect.poll(() => isFocused(page.getByRole('heading', { level: 2, name: 'About' }))).toBe(true);
  });

  it('leaves the focus in the index of the settings where one chooses there', async () => {
    const page = await window.open({ place: { page: 'settings' } });
    await page.getByRole('tab', { name: 'Fetching' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('tabpanel', { name: 'Threads' }).waitFor();
    expect(await isFocused(page.getByRole('tab', { name: 'Threads' }))).toBe(true);
  });
});
