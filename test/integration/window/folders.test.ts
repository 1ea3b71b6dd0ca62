import { expect, it } from 'vitest';
import { describeWindow } from '../../support/fake-bridge/describe-window.ts';
import { axeFindings, callsOf, tell } from '../../support/fake-bridge/window.ts';

describeWindow('the folders', (window) => {
  it('are chosen by keyboard, and what is new there is seen', async () => {
    const page = await window.open({ place: { page: 'folders' } });
    const folders = page.getByRole('listbox', { name: 'Folders' });
    await page.getByRole('heading', { level: 2, name: 'Work' }).waitFor();
    expect(await callsOf(page, 'mail.seen')).toEqual([
      { connection: '00000000-0000-4000-8000-000000000001' },
    ]);
    await folders.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { level: 2, name: 'Family' }).waitFor();
    expect(await folders.getByRole('option', { selected: true }).textContent()).toContain('Home/Family');
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.getByRole('heading', { level: 2, name: 'Work' }).waitFor();
  });

  it('open a message by Enter, and show it in the file manager by Ctrl+Enter', async () => {
    const page = await window.open({ place: { page: 'folders', folder: 'Home/Family' } });
    const messages = page.getByRole('listbox', { name: 'Messages in Home/Family' });
    await messages.getByRole('option').first().waitFor();
    await messages.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const file: unknown = expect.stringMatching(/\.M1\.rpop$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => callsOf(page, 'message.open')).toEqual([{ folder: 'Home/Family', file }]);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => callsOf(page, 'message.reveal')).toEqual([{ folder: 'Home/Family', file }]);
    expect(await callsOf(page, 'message.open')).toHaveLength(1);
  });

  it('ask for the messages that are in sight, page by page, and render no others', async () => {
    const page = await window.open({ place: { page: 'folders', folder: 'Home server' } });
    const messages = page.getByRole('listbox', { name: 'Messages in Home server' });
    await messages.getByRole('option').first().waitFor();
    expect(await messages.getByRole('option').count()).toBeLessThan(40);
    await messages.focus();
    await page.keyboard.press('End');
    const last = messages.getByRole('option', { selected: true });
    await expect.poll(() => last.getAttribute('aria-posinset')).toBe('1410');
    const offsets = (await callsOf(page, 'folders.messages')).map(
      (input) => (input as { offset: number }).offset,
    );
    expect(offsets).toContain(0);
    expect(offsets).toContain(1400);
    expect(offsets.length).toBeLessThan(6);
  });

  it("show a sender's markup as text", async () => {
    const page = await window.open({ place: { page: 'folders', folder: 'Home/Family' } });
    const subject = page.getByText('<script>alert(1)</script> in a subject is text');
    await expect.poll(() => subject.count()).toBeGreaterThan(0);
  });

  it('say that a folder is not made yet, and fetch into it', async () => {
    const page = await window.open({ place: { page: 'folders', folder: 'Print shop' } });
    await page.getByRole('heading', { name: 'Not made yet' }).waitFor();
    await page.getByRole('button', { name: 'Fetch now' }).click();
    await expect.poll(() => callsOf(page, 'fetch')).toHaveLength(1);
  });

  it('explain themselves where there are none', async () => {
    const page = await window.open({ place: { page: 'folders' }, connections: 0 });
    await page.getByRole('heading', { name: 'No folders yet' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('count mail as it comes', async () => {
    const page = await window.open({ place: { page: 'folders' } });
    await page.getByText('40 messages').waitFor();
    await page.evaluate(`fake.service.folders[0] = { ...fake.service.folders[0], messages: 41 }`);
    await tell(page, { type: 'mail', folder: 'Work' });
    await expect.poll(() => page.getByText('41 messages').isVisible()).toBe(true);
  });

  for (const appearance of ['light', 'dark'] as const) {
    it(`have nothing that axe finds, ${appearance}, in a window of 900×600 and at 200 %`, async () => {
      for (const size of [
        { width: 900, height: 600 },
        { width: 450, height: 300 },
      ]) {
        const page = await window.open({ place: { page: 'folders' }, appearance, size });
        await page.getByRole('listbox', { name: 'Messages in Work' }).getByRole('option').first().waitFor();
        expect(await axeFindings(page)).toEqual([]);
      }
    });
  }
});
