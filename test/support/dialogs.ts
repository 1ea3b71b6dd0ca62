import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ConfigurationDocument } from '../../shared/configuration-document.ts';
import { ask } from './ask-window.ts';
import type { RunningDesktop } from './desktop.ts';
import { openScreen, SCREENS, type Screen } from './screens.ts';

interface DialogSurroundings {
  readonly desktop: RunningDesktop;
  /** The name of a connection, to ask whether it is to be removed. */
  readonly removed: string;
  /** The name of a connection at whose server nobody vouches for the certificate. */
  readonly untrusted: string;
  /** A folder for the file that is imported. */
  readonly folder: string;
}

/** What opens over a screen or in it, when one asks for it. */
export function dialogs({ desktop, removed, untrusted, folder }: DialogSurroundings): readonly Screen[] {
  const row = (page: Page, name: string) =>
    page.getByRole('grid', { name: 'Connections' }).getByRole('row').filter({ hasText: name });
  const byEscape = async (page: Page): Promise<void> => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  return [
    {
      name: 'dialog-remove',
      open: async (page) => {
        await goTo(page, 'connections');
        await row(page, removed).first().click();
        await page.keyboard.press('Delete');
        await page.getByRole('dialog', { name: `Remove ${removed}?` }).waitFor();
      },
      close: byEscape,
    },
    {
      name: 'dialog-certificate',
      open: async (page) => {
        await goTo(page, 'connections');
        await row(page, untrusted).first().click();
        await page.keyboard.press('Space');
        const details = page.getByRole('dialog', { name: 'Connection details' });
        await details.getByRole('button', { name: 'Review certificate' }).click();
        await details.getByText('SHA-256 fingerprint').waitFor();
      },
      close: byEscape,
    },
    {
      name: 'dialog-import',
      open: async (page) => {
        await goTo(page, 'settings-export-and-import');
        const file = join(folder, 'to-import.json');
        writeFileSync(file, JSON.stringify(fromElsewhere(await ask(page, 'configuration.export', {}))));
        await desktop.do('answerNextDialog', file);
        await page.getByRole('button', { name: 'Open a file…' }).click();
        await page.getByRole('region', { name: 'What the import would do' }).waitFor();
      },
      close: async (page) => {
        await page.getByRole('button', { name: 'Cancel' }).click();
        await page.getByRole('region', { name: 'What the import would do' }).waitFor({ state: 'detached' });
      },
    },
    {
      name: 'dialog-shortcuts',
      open: async (page) => {
        await goTo(page, 'connections');
        await page.keyboard.press('Shift+?');
        await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      },
      close: byEscape,
    },
    {
      name: 'palette',
      open: async (page) => {
        await goTo(page, 'connections');
        await page.keyboard.press('Control+K');
        await page.getByRole('dialog', { name: 'Command palette' }).waitFor();
      },
      close: byEscape,
    },
  ];
}

async function goTo(page: Page, name: string): Promise<void> {
  const screen = SCREENS.find((each) => each.name === name);
  if (screen === undefined) throw new Error(`There is no screen ${name}.`);
  await openScreen(page, screen);
}

/** This configuration as another computer may have it: two connections more, and a setting. */
function fromElsewhere(document: ConfigurationDocument): ConfigurationDocument {
  const [first] = document.connections;
  const more = ['Tokyo office', 'Choir'].flatMap((name) => (first === undefined ? [] : [{ ...first, name }]));
  return {
    ...document,
    connections: [...document.connections, ...more],
    settings: { ...document.settings, maximumConnections: 500 },
  };
}
