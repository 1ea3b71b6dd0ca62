import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { LogEvent } from '../../../shared/events.ts';
import { describeWindow } from '../../support/fake-bridge/describe-window.ts';
import { axeFindings, callsOf, tell } from '../../support/fake-bridge/window.ts';

const WORK = '00000000-0000-4000-8000-000000000001';

const said = (eventType: LogEvent['eventType'], message: string): LogEvent => ({
  type: 'log',
  eventType,
  at: Date.UTC(2026, 10, 24, 8),
  connection: WORK,
  message,
});

/** How many rows a table has in all, rendered or not. */
const rowsOf = (page: Page, name: string) => () =>
  page.getByRole('table', { name, exact: true }).getAttribute('aria-rowcount');

/** Switches a type of events on or off, as one does by keyboard. */
async function turn(page: Page, type: string): Promise<void> {
  await page.getByRole('checkbox', { name: type }).focus();
  await page.keyboard.press('Space');
}

describeWindow('the activity', (window) => {
  it('shows what runs in which thread and how far it is, and stops it', async () => {
    const page = await window.open({ place: { page: 'activity' } });
    const thread = page.getByRole('region', { name: 'Thread 1' });
    await thread.getByText('164 of 412 messages').waitFor();
    await page
      .getByRole('img', { name: 'Threads: 2 of at most 4. Sessions: 2 running, 1 waiting' })
      .waitFor();
    await thread.getByRole('button', { name: 'Stop Family' }).click();
    await thread.getByText('Family').waitFor({ state: 'detached' });
    expect(await callsOf(page, 'fetch.cancel')).toHaveLength(1);
  });

  it('says why nothing runs, and resumes', async () => {
    const page = await window.open({ place: { page: 'activity' } });
    await page.evaluate(`for (const { id, state } of [...fake.service.statuses.values()])
      if (state === 'fetching') fake.service.cancel(id)`);
    await page.getByRole('heading', { name: 'All quiet' }).waitFor();
    await page.evaluate(`fake.service.pause(undefined, undefined)`);
    await page.getByRole('heading', { name: 'Paused' }).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Resume fetching' }).click();
    await page.getByRole('heading', { name: 'All quiet' }).waitFor();
    expect(await callsOf(page, 'resume')).toEqual([{}]);
  });

  it('filters the history by time, connection and failures, and has the chart as a table', async () => {
    const page = await window.open({ place: { page: 'activity', tab: 'history' } });
    const rows = rowsOf(page, 'Sessions');
    await page.getByRole('table', { name: 'Sessions' }).waitFor();
    const ofWeek = Number(await rows());
    await page.getByText('90 days', { exact: true }).click();
    await expect.poll(async () => Number(await rows())).toBeGreaterThan(ofWeek);
    const all = Number(await rows());
    await page.getByRole('switch', { name: 'Failures only' }).check();
    await expect.poll(async () => Number(await rows())).toBeLessThan(all / 2);
    await page.getByText('The server did not answer within 60 seconds.').first().waitFor();
    const failures = Number(await rows());
    await page.getByRole('combobox', { name: 'Connection' }).fill('Work');
    await page.getByRole('option', { name: 'Work', exact: true }).click();
    await expect.poll(async () => Number((await rows()) ?? 0)).toBeLessThan(failures);
    await page.getByRole('button', { name: 'Show as table' }).click();
    expect(await page.getByRole('region', { name: 'Figures over time' }).getByRole('row').count()).toBe(91);
  });

  it('filters the log by type and text', async () => {
    const page = await window.open({ place: { page: 'activity', tab: 'log' } });
    await expect.poll(rowsOf(page, 'Events')).toBe('400');
    await page.getByRole('searchbox', { name: 'Text' }).fill('60 seconds');
    await expect.poll(async () => Number(await rowsOf(page, 'Events')())).toBeLessThan(200);
    await turn(page, 'Error');
    await page.getByRole('heading', { name: 'No event passes the filter' }).waitFor();
    await page.getByRole('searchbox', { name: 'Text' }).fill('');
    await turn(page, 'Information');
    for (const type of ['Warning', 'Critical']) await turn(page, type);
    await page.getByText('C: AUTH SCRAM-SHA-256 ***').first().waitFor();
  });

  it('keeps the live log bounded, follows its end, and holds still when asked', async () => {
    const page = await window.open({ place: { page: 'activity', tab: 'log' } });
    await expect.poll(rowsOf(page, 'Events')).toBe('400');
    for (let batch = 0; batch < 6; batch += 1) {
      const events = Array.from({ length: 1_000 }, (_, index) =>
        said('information', `no. ${batch * 1_000 + index}`),
      );
      await tell(page, { type: 'log', events });
    }
    await expect.poll(rowsOf(page, 'Events')).toBe('2000');
    await page.getByText('no. 5999').waitFor();
    expect(await page.getByRole('table', { name: 'Events' }).getByRole('row').count()).toBeLessThan(100);

    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await tell(page, {
      type: 'log',
      events: [said('information', 'later'), said('information', 'later still')],
    });
    await page.getByText('paused: 2 new').waitFor();
    expect(await page.getByText('later still').count()).toBe(0);
    await page.getByRole('button', { name: 'Follow' }).click();
    await page.getByText('later still').waitFor();
  });

  it('shows what a server said as text, and copies and exports what passes the filter', async () => {
    const page = await window.open({ place: { page: 'activity', tab: 'log' } });
    await tell(page, {
      type: 'log',
      events: [said('protocol', 'S: +OK <img src=x onerror=alert(1)>\u202e\u0007')],
    });
    await page.getByText('S: +OK <img src=x onerror=alert(1)>\\u202e\\x07').waitFor();
    await page.getByRole('searchbox', { name: 'Text' }).fill('onerror');
    await page.getByText('1 event of 401').waitFor();
    const text = '2026-11-24T08:00:00.000Z protocol [Work] S: +OK <img src=x onerror=alert(1)>\\u202e\\x07\n';
    await page.getByRole('button', { name: 'Copy' }).click();
    await expect.poll(() => callsOf(page, 'text.copy')).toEqual([{ text }]);
    await page.getByRole('button', { name: 'Export…' }).click();
    const name: unknown = expect.stringMatching(/^rpop-log-\d{4}-\d\d-\d\d\.txt$/);
    await expect.poll(() => callsOf(page, 'text.save')).toEqual([{ name, text }]);
  });

  it('runs one session for its dialogue', async () => {
    const page = await window.open({ place: { page: 'activity', tab: 'log', connection: WORK } });
    await page.getByRole('button', { name: 'Show dialogue…' }).click();
    const dialogue = page.getByRole('dialog', { name: 'Protocol dialogue' });
    await dialogue.getByRole('button', { name: 'Fetch and show' }).click();
    await dialogue.getByText('Ended well: 0 messages fetched').waitFor();
    await dialogue.getByText('C: AUTH SCRAM-SHA-256 ***').waitFor();
    expect(await callsOf(page, 'dialogue')).toEqual([{ connection: WORK }]);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialogue.waitFor({ state: 'detached' });
  });

  for (const appearance of ['light', 'dark'] as const) {
    it(`has nothing that axe finds in any tab, ${appearance}, in a window of 900×600`, async () => {
      const page = await window.open({
        place: { page: 'activity' },
        appearance,
        size: { width: 900, height: 600 },
      });
      for (const [tab, shown] of [
        ['Now', '164 of 412 messages'],
        ['History', 'Failures only'],
        ['Log', '400 events'],
      ] as const) {
        await page.getByRole('tab', { name: tab }).click();
        await page.getByText(shown).waitFor();
        expect(await axeFindings(page)).toEqual([]);
      }
    });
  }
});
