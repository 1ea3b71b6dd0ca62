/**
 * `npm run screenshots`: every screen in light and dark into docs/images/, from a service that has really fetched: the
 * sample mailboxes are on a server in this process.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addConnection } from './ask-window.ts';
import { startDesktop } from './desktop.ts';
import { demoMailboxes } from './demo-mailboxes.ts';
import { dialogs } from './dialogs.ts';
import { workplace } from './rpop.ts';
import { openScreen, SCREENS } from './screens.ts';

const IMAGES = 'docs/images';
/** Drawn twice as fine as it is large. */
const SIZE = { width: 1_180, height: 780 };

mkdirSync(IMAGES, { recursive: true });
using place = workplace();
await using mailboxes = await demoMailboxes();
await using desktop = startDesktop(place.data, { settings: {} });
const page = await desktop.page();
await desktop.do('resize', SIZE);
await page.getByRole('heading', { name: 'Bring your mail home' }).waitFor();
await shoot('first-run');
for (const { draft, password } of mailboxes.connections) await addConnection(page, draft, password);
await desktop.until(({ tray }) => tray?.menu[0]?.label === `${mailboxes.newMessages} new messages`);
for (const screen of SCREENS) {
  await openScreen(page, screen);
  if (screen.name === 'editor') await fillIn();
  await shoot(screen.name);
  if (screen.name === 'editor') await discard();
}
const { draft: untrusted, password } = mailboxes.untrusted;
await addConnection(page, untrusted, password);
await openScreen(page, { name: 'connections', open: async () => page.keyboard.press('Control+1') });
await page
  .getByRole('row')
  .filter({ hasText: untrusted.name })
  .getByText('Needs you', { exact: true })
  .waitFor();
const surroundings = { removed: 'Old account', untrusted: untrusted.name, folder: place.folder };
for (const dialog of dialogs({ desktop, ...surroundings })) {
  await openScreen(page, dialog);
  await shoot(dialog.name);
  await dialog.close?.(page);
}

/** What follows from the address of a well-known provider; no server is asked. */
async function fillIn(): Promise<void> {
  await page.getByLabel('E-mail address').fill('nora.lind@gmx.net');
  await page.getByRole('textbox', { name: 'Password' }).fill('a password of twenty');
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
}

async function discard(): Promise<void> {
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('heading', { name: 'Connections', level: 1 }).waitFor();
}

async function shoot(name: string): Promise<void> {
  for (const dark of [false, true]) {
    await desktop.do('systemIsDark', dark);
    await page
      .locator(`[data-mantine-color-scheme=${dark ? 'dark' : 'light'}]`)
      .first()
      .waitFor();
    // Fonts, virtual rows and transitions.
    await page.evaluate(
      'Promise.all([document.fonts.ready, ...document.getAnimations().map(({ finished }) => finished.catch(() => 0))])',
    );
    await page.screenshot({ path: join(IMAGES, `${name}-${dark ? 'dark' : 'light'}.png`), scale: 'device' });
  }
}
