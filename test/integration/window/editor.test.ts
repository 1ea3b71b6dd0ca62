import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeWindow } from '../../support/fake-bridge/describe-window.ts';
import { axeFindings, callsOf, fitsInWidth, SIGHTS } from '../../support/fake-bridge/window.ts';

const ADD = { page: 'connections', action: 'add' } as const;
const CHESS_CLUB = '00000000-0000-4000-8000-000000000008';
const EDIT = { page: 'connections', action: 'edit', connection: CHESS_CLUB } as const;

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const test = (page: Page) => page.getByRole('button', { name: 'Test connection' });

async function fillIn(page: Page, address: string, password = 'secret'): Promise<void> {
  await field(page, 'E-mail address').fill(address);
  await field(page, 'Password').fill(password);
}

describeWindow('the editor of connections', (window) => {
  it('adds a mailbox by its address and password alone', async () => {
    const page = await window.open({ place: ADD });
    await page.keyboard.type('ada@web.de');
    await page.getByText('The settings of WEB.DE are filled in.').waitFor();
    expect(await field(page, 'POP3 server').inputValue()).toBe('pop3.web.de');
    expect(await field(page, 'User name').inputValue()).toBe('ada');
    await field(page, 'Password').fill('secret');
    await page.keyboard.press('Enter');
    await page.getByText('ada@web.de added.').waitFor();
    expect(await callsOf(page, 'connections.add')).toEqual([
      {
        draft: {
          name: 'ada@web.de',
          host: 'pop3.web.de',
          username: 'ada',
          enabled: true,
          encryption: 'tls',
          authentication: 'auto',
          intervalMinutes: 15,
          afterTransfer: { policy: 'keep' },
          largerMessages: 'skip',
          order: 'oldest',
          notifications: true,
        },
        password: 'secret',
      },
    ]);
    await page.getByRole('grid').getByText('ada@web.de').first().waitFor();
  });

  it('opens the provider’s own help', async () => {
    const page = await window.open({ place: ADD });
    await field(page, 'E-mail address').fill('ada@gmail.com');
    await page.getByRole('button', { name: 'Help from Gmail' }).click();
    expect(await callsOf(page, 'link.open')).toEqual([
      { url: 'https://support.google.com/mail/answer/7104828' },
    ]);
  });

  it('says what is not right while one types, in the words of the service', async () => {
    const page = await window.open({ place: ADD });
    await field(page, 'POP3 server').fill('pop example');
    await page.getByText('This is not the name of a host: write it like pop.example.org.').waitFor();
    await field(page, 'POP3 server').fill('pop.example.org');
    await expect.poll(() => page.getByText('This is not the name of a host').count()).toBe(0);
    await page.keyboard.press('Control+s');
    await page.getByText('The password is missing.').waitFor();
    await page.getByText('The name is missing.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const focused = await page.evaluate('document.activeElement.getAttribute("aria-invalid")');
    expect(focused).toBe('true');
    expect(await callsOf(page, 'connections.add')).toEqual([]);
  });

  it('shows what only the service knows at the field it is about', async () => {
    const page = await window.open({ place: ADD });
    await fillIn(page, 'ada@engine.example');
    await field(page, 'Name').fill('work');
    await page.keyboard.press('Control+s');
    expect(await page.getByText('There is a connection named work already.').count()).toBeGreaterThan(0);
    await expect.poll(() => field(page, 'Name').getAttribute('aria-invalid')).toBe('true');
  });

  it('tests step by step, and shows the certificate', async () => {
    const page = await window.open({ place: ADD });
    await fillIn(page, 'ada@engine.example');
    await test(page).click();
    await page.getByRole('button', { name: 'Cancel test' }).waitFor();
    await page.getByText('It works').waitFor();
    expect(await page.getByRole('complementary').getByRole('listitem').count()).toBe(6);
    await page.getByText('Certificate', { exact: true }).click();
    await page.getByText('Let’s Encrypt R11').or(page.getByText("Let's Encrypt R11")).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('cancels a test', async () => {
    const page = await window.open({ place: ADD });
    await fillIn(page, 'ada@engine.example');
    await test(page).click();
    await page.getByRole('button', { name: 'Cancel test' }).click();
    await test(page).waitFor();
    await expect.poll(async () => (await callsOf(page, 'draft.cancel')).length).toBe(1);
  });

  it('explains a failed test, and its remedy changes the form and tests again', async () => {
    const page = await window.open({ place: ADD });
    await fillIn(page, 'ada@engine.example');
    await page.getByRole('radio', { name: 'STARTTLS' }).check();
    await field(page, 'Port').fill('995');
    await test(page).click();
    await page.getByText('This port speaks TLS from the first octet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Switch encryption to TLS' }).click();
    expect(await page.getByRole('radio', { name: 'TLS', exact: true }).isChecked()).toBe(true);
    expect(await field(page, 'Port').inputValue()).toBe('');
    await page.getByText('It works').waitFor();
  });

  it('accepts a certificate that nobody vouches for only when the user does', async () => {
    const page = await window.open({ place: ADD });
    await fillIn(page, 'ada@engine.example');
    await field(page, 'POP3 server').fill('self-signed.example');
    await test(page).click();
    await page.getByText('Itself (self-signed)').waitFor();
    await page.getByRole('button', { name: 'Accept this certificate' }).click();
    await page.getByText('It works').waitFor();
    await page.getByRole('button', { name: 'Advanced' }).click();
    expect(await field(page, 'Certificate fingerprint').inputValue()).toBe('5f'.repeat(32));
  });

  it('leads from a refused password to its field', async () => {
    const page = await window.open({ place: ADD });
    await fillIn(page, 'ada@engine.example', 'wrong');
    await test(page).click();
    await page.getByRole('button', { name: 'Enter the password again' }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('connection-password');
  });

  it('warns of no encryption where it is chosen', async () => {
    const page = await window.open({ place: ADD });
    expect(await page.getByText('Anybody on the way can read along').count()).toBe(0);
    await page.getByRole('radio', { name: 'None' }).check();
    await page.getByText('Anybody on the way can read along').waitFor();
  });

  it('says what the first fetch would do', async () => {
    const page = await window.open({ place: ADD });
    await fillIn(page, 'ada@engine.example');
    await page.getByRole('radio', { name: 'Delete it at once' }).check();
    await page.getByRole('button', { name: 'Preview first fetch' }).click();
    await page.getByText('The first fetch would bring 412 messages (55.1 MB).').waitFor();
    const deleted = page.getByText('412 messages would be deleted from the server once safely here.');
    expect(await deleted.isVisible()).toBe(true);
  });

  it('cancels a preview, by its button and by leaving the editor', async () => {
    const page = await window.open({ place: ADD });
    await fillIn(page, 'ada@engine.example');
    await field(page, 'POP3 server').fill('silent.example');
    const preview = page.getByRole('button', { name: 'Preview first fetch' });
    await preview.click();
    const cancel = page.getByRole('button', { name: 'Cancel preview' });
    await cancel.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await cancel.click();
    await preview.waitFor();
    await preview.click();
    await cancel.waitFor();
    await page.keyboard.press('Control+1');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('grid', { name: 'Connections' }).waitFor();
    const tokens = (await callsOf(page, 'draft.preview')).map((input) => (input as { token: string }).token);
    expect(new Set(tokens).size).toBe(2);
    expect(await callsOf(page, 'draft.cancel')).toEqual(tokens.map((token) => ({ token })));
  });

  it('creates a folder that is not there yet, and it is among the folders at once', async () => {
    const page = await window.open({ place: ADD });
    await fillIn(page, 'ada@engine.example');
    await page.getByRole('combobox', { name: 'Folder' }).or(field(page, 'Folder')).first().fill('Home/Ada');
    await page.getByRole('button', { name: 'Create it now' }).click();
    await expect.poll(() => callsOf(page, 'folders.create')).toEqual([{ folder: 'Home/Ada' }]);
    await expect.poll(() => page.getByRole('button', { name: 'Create it now' }).count()).toBe(0);
    await page.keyboard.press('Control+2');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('option').filter({ hasText: 'Ada' }).waitFor();
  });

  it('asks whether it is the same mailbox when the server changes, and sends only what changed', async () => {
    const page = await window.open({ place: EDIT });
    await field(page, 'POP3 server').fill('new.chess.example');
    await page.keyboard.press('Control+s');
    await page.getByRole('dialog', { name: 'Is it still the same mailbox?' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: /^The same mailbox/ }).click();
    await page.getByText('Chess club saved').waitFor();
    expect((await callsOf(page, 'connections.edit')).at(-1)).toEqual({
      connection: CHESS_CLUB,
      changes: { host: 'new.chess.example' },
      sameMailbox: true,
    });
  });

  it('does not leave with changes unless the user discards them', async () => {
    const page = await window.open({ place: EDIT });
    await field(page, 'Name').fill('Chess');
    await page.keyboard.press('Control+2');
    const question = page.getByRole('dialog', { name: 'Discard the changes to Chess club?' });
    await question.getByRole('button', { name: 'Keep editing' }).click();
    await expect.poll(() => question.count()).toBe(0);
    expect(await field(page, 'Name').inputValue()).toBe('Chess');
    await page.getByRole('button', { name: 'Folders' }).click();
    await question.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('heading', { level: 1, name: 'Folders' }).waitFor();
  });

  it('begins a duplicate with everything but the password, under another name', async () => {
    const page = await window.open({
      place: { page: 'connections', action: 'add', connection: CHESS_CLUB },
    });
    await expect.poll(() => field(page, 'Name').inputValue()).toBe('Chess club copy');
    expect(await field(page, 'POP3 server').inputValue()).toBe('mail.chess.example');
    expect(await field(page, 'Password').inputValue()).toBe('');
  });

  it.each(SIGHTS)(
    'has nothing that axe finds and nothing that is cut off with everything open, %s, at %d×%d',
    async (appearance, width, height) => {
      const page = await window.open({ appearance, place: EDIT, size: { width, height } });
      await page.getByRole('button', { name: 'Advanced' }).click();
      await page.getByLabel('Log other events than the service does').check();
      expect(await axeFindings(page)).toEqual([]);
      expect(await fitsInWidth(page)).toBe(true);
    },
  );
});
