import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asDovecotSends, corpus, maildirForm } from '../support/corpus.ts';
import { desktopMissing, type RunningDesktop, startDesktop } from '../support/desktop.ts';
import { type Dovecot, dovecotMissing, startDovecot } from '../support/dovecot.ts';
import { digests, readMaildir } from '../support/maildir-reader.ts';
import { type Workplace, workplace } from '../support/rpop.ts';
import { startValveProxy, type ValveProxy } from '../support/valve-proxy.ts';

const missing = desktopMissing() ?? dovecotMissing();
const USER = 'me@rpop.test';

describe.skipIf(missing !== undefined)(
  `from the first start to mail in a folder${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    const messages = corpus(40);
    const first = messages.slice(0, 30);
    const more = messages.slice(30);
    let dovecot: Dovecot;
    let proxy: ValveProxy;
    let place: Workplace;
    let desktop: RunningDesktop;
    let page: Page;
    beforeAll(async () => {
      dovecot = await startDovecot();
      dovecot.fill(USER, first);
      proxy = await startValveProxy(dovecot.ports.pop3);
      place = workplace();
      desktop = startDesktop(place.data, { settings: {} });
      page = await desktop.page();
    });
    afterAll(async () => {
      await desktop[Symbol.asyncDispose]();
      await proxy.stop();
      await dovecot.stop();
      place[Symbol.dispose]();
    });

    const row = (name: string) => page.getByRole('row').filter({ hasText: name });

    it('explains itself, and leads into the first connection', async () => {
      await page.getByRole('heading', { name: 'Bring your mail home' }).waitFor();
      await page.getByRole('button', { name: 'Add your first mailbox' }).click();
      await page.getByRole('heading', { name: 'Add a mailbox' }).waitFor();
    });

    it('fills in the settings that follow from the address', async () => {
      await page.getByRole('textbox', { name: 'E-mail address' }).fill('me@gmail.com');
      const server = page.getByRole('textbox', { name: 'POP3 server' });
      expect(await server.inputValue()).toBe('pop.gmail.com');
      await page.getByRole('textbox', { name: 'E-mail address' }).fill(USER);
      expect(await page.getByRole('textbox', { name: 'User name' }).inputValue()).toBe(USER);
      await server.fill('localhost');
      await page.getByRole('textbox', { name: 'Port' }).fill(String(proxy.port));
      await page.getByRole('textbox', { name: 'Password' }).fill('secret');
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Work');
    });

    it('tests it step by step, and mends what is wrong by a click', async () => {
      const tests = page.getByRole('complementary', { name: 'Test and preview' });
      await tests.getByRole('button', { name: 'Test connection' }).click();
      await tests.getByText('does not speak TLS').first().waitFor();
      await tests.getByRole('button', { name: `Use STARTTLS on port ${proxy.port}` }).click();
      await tests.getByRole('button', { name: 'Accept this certificate from now on' }).click();
      await tests.getByText('It works').waitFor();
      await tests.getByText('30 waiting').waitFor();
      await tests.getByRole('button', { name: 'Preview first fetch' }).click();
      await tests
        .getByText(/30 messages/)
        .first()
        .waitFor();
    });

    it('fetches with progress to see, in the window and in the tray', async () => {
      // Some messages come, and the rest waits for us.
      proxy.closeAfter(60_000);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await row('Work').getByRole('progressbar').waitFor();
      const fetching = await desktop.until(({ tray }) => tray?.icon === 'fetching-light.png');
      expect(fetching.tray?.toolTip).toBe('RPOP: Fetching from Work…');
      proxy.open();
      await row('Work').getByTitle('30 new messages').waitFor();
      const idle = await desktop.until(({ tray }) => tray?.icon === 'idle-light.png');
      expect(idle.tray?.menu[0]).toEqual({ id: 'mail', label: '30 new messages', enabled: true });
      const stored = await readMaildir(join(place.data, 'mail/Work'));
      expect(digests(stored.values())).toEqual(digests(first.map(asDovecotSends).map(maildirForm)));
    });

    it('goes on in the tray when the window is closed, and says so once', async () => {
      await desktop.do('closeWindow');
      const closed = await desktop.until(({ windows }) => windows[0]?.visible === false);
      expect(closed.notifications.map(({ title }) => title)).toEqual(['RPOP is still here']);
      await desktop.do('clickTrayIcon');
      await desktop.until(({ windows }) => windows[0]?.visible === true);
      await desktop.do('closeWindow');
      expect(desktop.state.notifications).toHaveLength(1);
    });

    it('announces new mail with sender and subject, and a click leads to it', async () => {
      dovecot.add(USER, more);
      await desktop.do('clickTray', 'Fetch now');
      const { notifications } = await desktop.until((state) => state.notifications.length === 2);
      expect(notifications[1]).toMatchObject({
        title: 'Work: 10 new messages',
        body: expect.stringContaining(': '),
      });
      await desktop.do('clickNotification', 'Work: 10 new messages');
      await desktop.until(({ windows }) => windows[0]?.visible === true);
      await page.getByRole('heading', { name: 'Work' }).waitFor();
      // It has been looked at.
      await desktop.until(({ tray }) => tray?.menu[0]?.label === 'No new messages');
    });

    it('comes back after quitting, where and as it was', async () => {
      await desktop.do('resize', { width: 900, height: 600 });
      const { status, output } = await desktop.quit();
      expect({ status, output }).toEqual({ status: 0, output: '' });
      desktop = startDesktop(place.data);
      page = await desktop.page();
      expect(desktop.state.windows[0]?.bounds).toMatchObject({ width: 900, height: 600 });
      await row('Work').waitFor();
      const stored = await readMaildir(join(place.data, 'mail/Work'));
      expect(digests(stored.values())).toEqual(digests(messages.map(asDovecotSends).map(maildirForm)));
    });
  },
);
