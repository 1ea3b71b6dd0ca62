import { expect, it } from 'vitest';
import { SETTINGS_SECTIONS, type SettingsSectionName } from '../../../shared/ipc.ts';
import { describeWindow } from '../../support/fake-bridge/describe-window.ts';
import { axeFindings, callsOf, tell } from '../../support/fake-bridge/window.ts';

describeWindow('the settings', (window) => {
  const open = (section: SettingsSectionName) => window.open({ place: { page: 'settings', section } });

  it('take a number over at once, say that it is saved, and lead back to the default', async () => {
    const page = await open('fetching');
    const interval = page.getByRole('textbox', { name: 'Default interval' });
    await interval.fill('25');
    await page.getByLabel('Default interval: saved').waitFor();
    expect(await callsOf(page, 'settings.set')).toEqual([{ changes: { defaultIntervalMinutes: 25 } }]);
    await page.getByRole('button', { name: 'Default interval: back to the default, 10 min' }).click();
    await expect.poll(() => interval.inputValue()).toBe('10 min');
    expect((await callsOf(page, 'settings.set')).at(-1)).toEqual({
      changes: { defaultIntervalMinutes: null },
    });
  });

  it('say beside a field what the schema has against it, and ask nothing of the service', async () => {
    const page = await open('fetching');
    const interval = page.getByRole('textbox', { name: 'Default interval' });
    await interval.fill('0');
    await page.getByText('The default interval is at least 1.').waitFor();
    expect(await interval.getAttribute('aria-invalid')).toBe('true');
    await interval.press('Enter');
    await page.getByRole('textbox', { name: 'Most connections' }).fill('2.5');
    await page.getByText('The maximum of connections is a whole number.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await callsOf(page, 'settings.set')).toEqual([]);
  });

  it('keep what was there when a field is left empty, and no late change after the way back', async () => {
    const page = await open('fetching');
    const interval = page.getByRole('textbox', { name: 'Default interval' });
    await interval.fill('');
    await page.getByText('The default interval is a number.').waitFor();
    await interval.blur();
    await expect.poll(() => interval.inputValue()).toBe('10 min');
    await interval.fill('30');
    await interval.blur();
    await page.getByRole('button', { name: 'Default interval: back to the default, 10 min' }).click();
    await expect.poll(() => interval.inputValue()).toBe('10 min');
    // A second field is taken over after everything that the first may still do.
    await page.getByRole('textbox', { name: 'Most connections' }).fill('500');
    await page.getByLabel('Most connections: saved').waitFor();
    expect(await callsOf(page, 'settings.set')).toEqual([
      { changes: { defaultIntervalMinutes: 30 } },
      { changes: { defaultIntervalMinutes: null } },
      { changes: { maximumConnections: 500 } },
    ]);
  });

  it('change the least and the most threads together', async () => {
    const page = await open('threads');
    await page.getByRole('textbox', { name: 'Least threads' }).fill('6');
    await page.getByText('The minimum of threads is more than the maximum.').waitFor();
    const apply = page.getByRole('button', { name: 'Apply' });
    expect(await apply.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Most threads' }).fill('8');
    await apply.click();
    await apply.waitFor({ state: 'detached' });
    expect(await callsOf(page, 'settings.set')).toEqual([
      { changes: { threads: { minimum: 6, maximum: 8 } } },
    ]);
  });

  it('show what another changed', async () => {
    const page = await open('threads');
    const perThread = page.getByRole('textbox', { name: 'Sessions per thread' });
    await perThread.waitFor();
    await page.evaluate(`fake.service.settings.threads.sessionsPerThread = 3`);
    await tell(page, { type: 'configuration' });
    await expect.poll(() => perThread.inputValue()).toBe('3');
  });

  it('send events to another host only when there is one', async () => {
    const page = await open('logging');
    await page.getByRole('switch', { name: 'Send events to another host' }).check();
    await page.getByText('Enter the host that receives the events.').waitFor();
    expect(await callsOf(page, 'settings.set')).toEqual([]);
    await page.getByRole('textbox', { name: 'Host' }).fill('logs.example.org');
    await page.keyboard.press('Enter');
    await page.getByLabel('Send events to another host: saved').waitFor();
    expect(await callsOf(page, 'settings.set')).toEqual([
      { changes: { logging: { remote: { enabled: true, host: 'logs.example.org' } } } },
    ]);
  });

  it('add, order and remove log rules', async () => {
    const page = await open('logging');
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const first = 'All events of all connections go to log files';
    await page.getByText(first).waitFor();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByRole('combobox', { name: 'Connection' }).click();
    await page.getByRole('option', { name: 'Work', exact: true }).click();
    await page.getByRole('checkbox', { name: 'log files' }).uncheck();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Never decides: an earlier rule takes all of these events.').waitFor();
    const second = 'All events of Work go to nowhere';
    await page.getByRole('button', { name: `Earlier: ${second}` }).click();
    await page.getByText('Never decides').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: `Remove: ${first}` }).click();
    await page.getByText(first).waitFor({ state: 'detached' });
    expect((await callsOf(page, 'settings.set')).at(-1)).toEqual({
      changes: {
        logging: { rules: [{ connection: '00000000-0000-4000-8000-000000000001', destinations: [] }] },
      },
    });
  });

  it('explain what another mail folder means before it is one', async () => {
    const page = await open('mail');
    await page.getByRole('button', { name: 'Choose another folder…' }).click();
    await page.getByText('Deliver to /home/ada/Mail?').waitFor();
    expect(await callsOf(page, 'settings.set')).toEqual([]);
    await page.getByRole('button', { name: 'Deliver there' }).click();
    await page.getByText('Deliver to /home/ada/Mail?').waitFor({ state: 'detached' });
    expect(await callsOf(page, 'settings.set')).toEqual([{ changes: { mailRoot: '/home/ada/Mail' } }]);
  });

  it('show what an import would do, and do it only then', async () => {
    const page = await open('configuration');
    await page.getByRole('button', { name: 'Open a file…' }).click();
    const preview = page.getByRole('region', { name: 'What the import would do' });
    await preview.getByText('Tokyo office').waitFor();
    await preview.getByText('1 connection stays as it is here').waitFor();
    await preview.getByText('Most threads').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await callsOf(page, 'configuration.import')).toEqual([]);
    await preview.getByRole('button', { name: 'Import' }).click();
    await page.getByText('1 connection added, 1 setting changed.').waitFor();
    expect(await callsOf(page, 'configuration.import')).toEqual([{ document: {}, apply: true }]);
  });

  it('colour the window at once', async () => {
    const page = await open('appearance');
    const scheme = () => page.evaluate<string>(`document.documentElement.dataset.mantineColorScheme`);
    await expect.poll(scheme).toBe('light');
    await page.getByRole('radio', { name: 'Light' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(scheme).toBe('dark');
  });

  it('have nothing that axe finds in any section, light or dark, and are reached by arrow keys', async () => {
    for (const appearance of ['light', 'dark'] as const) {
      const page = await window.open({
        place: { page: 'settings' },
        appearance,
        size: { width: 900, height: 600 },
      });
      const shown = new Set<string | null>();
      await page.getByRole('tab').first().focus();
      for (const section of SETTINGS_SECTIONS) {
        await page.getByRole('tabpanel').waitFor();
        shown.add(await page.getByRole('tabpanel').getByRole('heading', { level: 2 }).textContent());
        expect({ section, appearance, findings: await axeFindings(page) }).toEqual({
          section,
          appearance,
          findings: [],
        });
        await page.keyboard.press('ArrowDown');
      }
      expect(shown.size).toBe(SETTINGS_SECTIONS.length);
    }
  }, 300_000);
});
