import type { Page } from 'playwright-core';
import { SECTION_NAMES } from './section-names.ts';

/** A screen of the window, and how a user gets there from any other. */
export interface Screen {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  /** The way out, where it opens over another screen. */
  readonly close?: (page: Page) => Promise<void>;
}

/** Every screen, with at least one connection there. */
export const SCREENS: readonly Screen[] = [
  { name: 'connections', open: async (page) => goTo(page, 'Connections') },
  {
    name: 'editor',
    open: async (page) => {
      await goTo(page, 'Connections');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('heading', { name: 'Add a mailbox' }).waitFor();
    },
  },
  {
    name: 'folders',
    open: async (page) => {
      await goTo(page, 'Folders');
      const folders = page.getByRole('listbox', { name: 'Folders' });
      await folders.getByRole('option').filter({ hasText: 'messages' }).first().click();
      await page.getByRole('region', { name: 'Messages' }).waitFor();
    },
  },
  ...(['Now', 'History', 'Log'] as const).map((tab) => ({
    name: `activity-${tab.toLowerCase()}`,
    open: async (page: Page) => {
      await goTo(page, 'Activity');
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel', { name: tab }).waitFor();
    },
  })),
  ...Object.values(SECTION_NAMES).map((section) => ({
    name: `settings-${section.toLowerCase().replaceAll(' ', '-')}`,
    open: async (page: Page) => {
      await goTo(page, 'Settings');
      await page.getByRole('tab', { name: section }).click();
      await page.getByRole('tabpanel', { name: section }).waitFor();
    },
  })),
];

/** Goes there, and takes the pointer off whatever explains itself under it. */
export async function openScreen(page: Page, { open }: Screen): Promise<void> {
  await open(page);
  await page.mouse.move(300, 12);
  await page.getByRole('tooltip').first().waitFor({ state: 'hidden' });
}

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}
