import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus } from '../support/corpus.ts';
import { addConnection, ask } from '../support/ask-window.ts';
import { desktopMissing, type RunningDesktop, startDesktop } from '../support/desktop.ts';
import { type Dovecot, dovecotMissing, startDovecot } from '../support/dovecot.ts';
import { startGatedProxy } from '../support/gated-proxy.ts';
import { type Workplace, workplace } from '../support/rpop.ts';

const missing = desktopMissing() ?? dovecotMissing();

describe.skipIf(missing !== undefined)(
  `the application at work${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    let dovecot: Dovecot;
    let place: Workplace;
    let desktop: RunningDesktop;
    let page: Page;
    beforeAll(async () => {
      dovecot = await startDovecot();
      for (const user of ['work', 'home', 'club']) dovecot.fill(user, corpus(5));
      place = workplace();
      desktop = startDesktop(place.data, { settings: {} });
      page = await desktop.page();
    });
    afterAll(async () => {
      await desktop[Symbol.asyncDispose]();
      await dovecot.stop();
      place[Symbol.dispose]();
    });

    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    const add = async (name: string, password: string, port = dovecot.ports.pop3): Promise<void> =>
      addConnection(page, { name, username: name, host: '127.0.0.1', port, encryption: 'none' }, password);

    it('asks for a password that was refused, where the notification leads', async () => {
      await add('work', 'wrong');
      const { notifications } = await desktop.until(
        ({ tray, notifications: shown }) => tray?.icon === 'attention-light.png' && shown.length > 0,
      );
      expect(notifications[0]).toMatchObject({
        title: 'work needs you',
        body: expect.stringContaining('password'),
      });
      expect(desktop.state.tray?.menu[1]).toMatchObject({ label: 'work needs you', enabled: true });
      await row('work').waitFor();

      await desktop.do('closeWindow');
      await desktop.do('clickNotification', 'work needs you');
      await desktop.until(({ windows }) => windows[0]?.visible === true);
      // The cursor is where the new password goes.
      await page.getByRole('textbox', { name: 'Password' }).and(page.locator(':focus')).fill('secret');
      await page.getByRole('button', { name: 'Save' }).click();
      await row('work').getByTitle('5 new messages').waitFor();
      await desktop.until(({ tray }) => tray?.icon === 'idle-light.png');
    });

    it('leads by its menu to where one adds a mailbox, and to the settings', async () => {
      await desktop.do('clickMenu', 'Add Connection…');
      await page.getByRole('heading', { name: 'Add a mailbox' }).waitFor();
      await desktop.do('clickMenu', 'Settings…');
      await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Connections', exact: true }).first().click();
      await row('work').waitFor();
    });

    it('pauses and resumes, from the tray and from the window', async () => {
      await desktop.do('clickTray', 'Pause for 1 hour');
      const paused = await desktop.until(({ tray }) => tray?.icon === 'paused-light.png');
      expect(paused.tray?.menu[1]?.label).toMatch(/^Paused until \d/);
      await page.getByRole('button', { name: 'Resume fetching' }).click();
      await desktop.until(({ tray }) => tray?.icon === 'idle-light.png');
      await page.getByRole('button', { name: 'Pause fetching' }).click();
      await page.getByRole('menuitem', { name: 'Pause until resumed' }).click();
      await desktop.until(({ tray }) => tray?.icon === 'paused-light.png');
      await desktop.do('clickTray', 'Resume fetching');
      await page.getByRole('button', { name: 'Pause fetching' }).waitFor();
      await desktop.until(({ tray }) => tray?.icon === 'idle-light.png');
    });

    it('draws its icon for a dark panel, too', async () => {
      await desktop.do('systemIsDark', true);
      await desktop.until(({ tray }) => tray?.icon === 'idle-dark.png');
      await desktop.do('systemIsDark', false);
      await desktop.until(({ tray }) => tray?.icon === 'idle-light.png');
    });

    it('sleeps with the computer, and knows when there is no network', async () => {
      await desktop.do('online', false);
      await desktop.until(({ tray }) => tray?.menu[1]?.label === 'Offline: waiting for the network');
      await desktop.do('online', true);
      await desktop.until(({ tray }) => tray?.menu[1]?.label !== 'Offline: waiting for the network');
      await desktop.do('power', 'suspend');
      await desktop.do('power', 'resume');
      await desktop.do('clickTray', 'Fetch now');
      expect(await ask(page, 'status', {})).toMatchObject({ running: true, online: true });
    });

    it('takes new thread limits at once, with sessions running', async () => {
      const gate = await startGatedProxy(dovecot.ports.pop3);
      await ask(page, 'settings.set', {
        changes: { threads: { sessionsPerHost: 8, sessionsPerThread: 1, maximum: 1 } },
      });
      await add('home', 'secret', gate.port);
      await add('club', 'secret', gate.port);
      await gate.untilWaiting(1);
      const threads = async () => (await ask(page, 'status', {})).threads;
      await expect.poll(threads, { timeout: 20_000 }).toMatchObject({ running: 1, waiting: 1 });
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await page.getByRole('tab', { name: 'Threads' }).click();
      await page.getByRole('textbox', { name: 'Most threads' }).fill('2');
      await page.getByRole('button', { name: 'Apply' }).click();
      await gate.untilWaiting(2);
      await expect.poll(threads, { timeout: 20_000 }).toMatchObject({ running: 2, waiting: 0 });
      gate.open();
      await page.getByRole('button', { name: 'Connections', exact: true }).click();
      await row('home').getByTitle('5 new messages').waitFor();
      await row('club').getByTitle('5 new messages').waitFor();
      await gate.stop();
    });

    it('shows its log live, and filters it', async () => {
      await desktop.do('clickTray', 'Log');
      const log = page.getByRole('table', { name: 'Events' });
      await log.getByText('Logged in').first().waitFor();
      await page.getByRole('searchbox', { name: 'Text' }).fill('settings were changed');
      await log.getByText('Logged in').first().waitFor({ state: 'hidden' });
      await log.getByText('The settings were changed.').first().waitFor();
      await page.getByRole('checkbox', { name: 'Information' }).press('Space');
      await log.getByText('The settings were changed.').first().waitFor({ state: 'hidden' });
    });
  },
);
