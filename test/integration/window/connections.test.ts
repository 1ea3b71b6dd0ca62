import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeWindow } from '../../support/fake-bridge/describe-window.ts';
import {
  axeFindings,
  callsOf,
  fitsInWidth,
  isFocused,
  SIGHTS,
  tell,
} from '../../support/fake-bridge/window.ts';

const ID = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
const GMAIL = ID(3);
const UNIVERSITY = ID(4);

const grid = (page: Page) => page.getByRole('grid', { name: 'Connections' });
const row = (page: Page, name: string) =>
  grid(page).getByRole('row', { name: new RegExp(`^Select ${name}`) });
const selectedNames = (page: Page): Promise<(string | null)[]> =>
  page.locator('tr[aria-selected=true] td:nth-child(2) p:first-child').allTextContents();

describeWindow('the connections', (window) => {
  it('lead into the first one while there are none', async () => {
    const page = await window.open({ connections: 0 });
    await page.getByRole('heading', { name: 'Bring your mail home' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add your first mailbox' }).click();
    await page.getByRole('heading', { name: 'Add a mailbox' }).waitFor();
    expect(await isFocused(page.getByLabel('E-mail address'))).toBe(true);
  });

  it('say what each is at, in words', async () => {
    const page = await window.open();
    await row(page, 'Family').getByText('Fetching 164 of 412').waitFor();
    await row(page, 'Gmail').getByText('Password refused').waitFor();
    await row(page, 'Newsletters').getByText('Paused').waitFor();
    expect(await row(page, 'Family').getByRole('progressbar').getAttribute('aria-valuenow')).toMatch(
      /^39\.8/,
    );
  });

  it('are moved through, selected and acted on by keyboard alone', async () => {
    const page = await window.open();
    await row(page, 'Chess club').waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await selectedNames(page)).toEqual(['Chess club']);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    expect(await selectedNames(page)).toEqual(['Chess club', 'Family', 'Gmail']);
    await page.keyboard.press('F5');
    await expect.poll(async () => (await callsOf(page, 'fetch')).length).toBe(3);
    await page.keyboard.press('End');
    expect(await selectedNames(page)).toEqual(['Work']);
    await page.keyboard.press('p');
    await expect.poll(() => callsOf(page, 'pause')).toEqual([{ connection: ID(1) }]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => callsOf(page, 'resume')).toEqual([{ connection: ID(1) }]);
    await grid(page).focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('heading', { name: '12 selected' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Chess club' }).waitFor();
    await page.keyboard.press('Escape');
    await grid(page).waitFor();
  });

  it('are searched by name, account and folder, and sorted', async () => {
    const page = await window.open();
    await row(page, 'Chess club').waitFor();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('work/');
    await expect.poll(() => grid(page).getByRole('row').count()).toBe(3);
    await page.keyboard.press('Escape');
    await expect.poll(() => grid(page).getByRole('row').count()).toBe(13);
    await page.getByRole('button', { name: 'State' }).click();
    expect(await page.getByRole('columnheader', { name: 'State' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    const first = grid(page).getByRole('row').nth(1);
    expect(await first.textContent()).toContain('Needs you');
  });

  it('are removed only after the question, with what was fetched where it is wanted', async () => {
    const page = await window.open();
    await row(page, 'Chess club').click();
    await page.keyboard.press('Delete');
    const question = page.getByRole('dialog', { name: 'Remove Chess club?' });
    await question.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await question.getByLabel('Also forget what was fetched').check();
    await question.getByRole('button', { name: 'Remove' }).click();
    await expect.poll(() => row(page, 'Chess club').count()).toBe(0);
    expect(await callsOf(page, 'connections.remove')).toEqual([{ connection: ID(8), forget: true }]);
  });

  it('show an error with the server’s words as text, and lead to its remedy', async () => {
    const page = await window.open({ place: { page: 'connections', connection: GMAIL } });
    const details = page.getByRole('dialog');
    await details.getByText('<b>Visit</b>').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await details.getByRole('button', { name: 'Enter password' }).click();
    const password = page.getByRole('textbox', { name: 'Password' });
    await expect.poll(() => isFocused(password)).toBe(true);
    await password.fill('a new one');
    await page.keyboard.press('Control+s');
    await expect
      .poll(() => callsOf(page, 'connections.edit'))
      .toEqual([{ connection: GMAIL, changes: {}, password: 'a new one' }]);
  });

  it('show a certificate that changed before it is accepted', async () => {
    const page = await window.open({ place: { page: 'connections', connection: UNIVERSITY } });
    await page.getByRole('button', { name: 'Review certificate' }).click();
    await page.getByText('SHA-256 fingerprint').waitFor();
    expect(await callsOf(page, 'connections.edit')).toEqual([]);
    await page.getByRole('button', { name: 'Accept this certificate' }).click();
    await expect
      .poll(() => callsOf(page, 'connections.edit'))
      .toEqual([{ connection: UNIVERSITY, changes: { fingerprint: '5f'.repeat(32) } }]);
  });

  it('are a thousand without a thousand rows in the document, and the last is a key away', async () => {
    const page = await window.open({ connections: 1_000 });
    await grid(page).getByRole('row').nth(1).waitFor();
    expect(await grid(page).getAttribute('aria-rowcount')).toBe('1001');
    expect(await page.locator('tbody tr').count()).toBeLessThan(40);
    await page.keyboard.press('End');
    await page.locator('tr[aria-rowindex="1001"][aria-selected=true]').waitFor();
    expect(await page.locator('tbody tr').count()).toBeLessThan(40);
  });

  it('draw one row again, and not the others, when one connection moves on', async () => {
    const page = await window.open({ connections: 1_000 });
    await grid(page).getByRole('row').nth(1).waitFor();
    await page.evaluate(`
        window.changed = new Set();
        new MutationObserver((records) => {
          for (const { target } of records) {
            const element = target instanceof Element ? target : target.parentElement;
            window.changed.add(element.closest('tr')?.id);
          }
        }).observe(document.querySelector('tbody'), { subtree: true, childList: true, characterData: true, attributes: true });
      `);
    const id =
      (await grid(page).getByRole('row').nth(2).getAttribute('id'))?.replace('connection-', '') ?? '';
    await page.evaluate(`fake.service.fetch(${JSON.stringify(id)})`);
    await grid(page).getByRole('row').nth(2).getByText('Fetching 0 of 24').waitFor();
    expect(await page.evaluate('[...window.changed]')).toEqual([`connection-${id}`]);
  });

  it('are as they were left after the editor and after another page', async () => {
    const page = await window.open({ connections: 1_000 });
    await grid(page).getByRole('row').nth(1).waitFor();
    const search = page.getByRole('textbox', { name: 'Search connections' });
    const heading = page.getByRole('columnheader', { name: 'Connection', exact: true });
    await heading.getByRole('button').click();
    await expect.poll(() => heading.getAttribute('aria-sort')).toBe('descending');
    await search.fill('7');
    await search.press('Enter');
    for (let count = 0; count < 3; count += 1) await page.keyboard.press('PageDown');
    await page.keyboard.press('Shift+ArrowDown');
    const look = async () => ({
      sort: await heading.getAttribute('aria-sort'),
      rows: await grid(page).getAttribute('aria-rowcount'),
      selected: await selectedNames(page),
      scrollTop: await grid(page).evaluate((table) => table.parentElement?.scrollTop ?? 0),
    });
    await expect.poll(() => selectedNames(page)).toHaveLength(2);
    const before = await look();
    // 271 of a thousand have a 7 in their names.
    expect(before).toMatchObject({ sort: 'descending', rows: '272' });
    expect(before.scrollTop).toBeGreaterThan(500);

    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Back to the connections' }).click();
    await expect.poll(look).toEqual(before);

    // Scrolled away from what is selected.
    await grid(page).evaluate((table) => table.parentElement?.scrollTo(0, 100));
    await expect.poll(look).toMatchObject({ scrollTop: 100, selected: [] });
    await page.keyboard.press('Control+3');
    await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
    await page.keyboard.press('Control+1');
    await expect.poll(look).toMatchObject({ sort: 'descending', rows: '272', scrollTop: 100 });
    await page.getByRole('heading', { level: 1, name: '2 selected' }).waitFor();
    await page.getByRole('button', { name: 'Clear the selection' }).click();
    expect(await search.inputValue()).toBe('7');
  });

  it('show the one that one is led to, whatever was searched for before', async () => {
    const page = await window.open();
    await page.getByRole('textbox', { name: 'Search connections' }).fill('chess');
    await expect.poll(() => grid(page).getByRole('row').count()).toBe(2);
    await page.keyboard.press('Control+3');
    await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
    await tell(page, { type: 'go', place: { page: 'connections', connection: GMAIL } });
    await page.getByRole('dialog').getByText('Gmail').first().waitFor();
    expect(await selectedNames(page)).toEqual(['Gmail']);
  });

  it('and every action are found by name in the palette', async () => {
    const page = await window.open();
    await row(page, 'Chess club').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search actions, settings and connections' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.type('edit invo');
    await page.getByRole('button', { name: 'Edit Invoices' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Invoices' }).waitFor();
  });

  it('explain their keys in a sheet', async () => {
    const page = await window.open();
    await row(page, 'Chess club').waitFor();
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('ask for the passphrase of the vault when it is wanted', async () => {
    const page = await window.open();
    await row(page, 'Chess club').waitFor();
    await tell(page, { type: 'passphrase-wanted', question: 'new' });
    const question = page.getByRole('dialog', { name: 'Choose a passphrase for your passwords' });
    await question.getByRole('textbox', { name: 'Passphrase' }).fill('correct horse');
    await question.getByRole('textbox', { name: 'Once more' }).fill('correct');
    await question.getByText('The two are not the same.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await question.getByRole('textbox', { name: 'Once more' }).fill('correct horse');
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf(page, 'vault.answer')).toEqual([{ passphrase: 'correct horse' }]);
    await expect.poll(() => question.count()).toBe(0);
  });

  it.each(SIGHTS)(
    'have nothing that axe finds and nothing that is cut off, %s, at %d×%d',
    async (appearance, width, height) => {
      const page = await window.open({ appearance, size: { width, height } });
      await grid(page).getByRole('row').nth(1).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await fitsInWidth(page)).toBe(true);
    },
  );
});
