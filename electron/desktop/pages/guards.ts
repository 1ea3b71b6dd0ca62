import { app, type Session, session, type WebContents } from 'electron';
import { isOurPage } from './page-address.ts';

/** Told of what a page tried and may not. */
export type Refused = (what: string) => void;

/** Every renderer runs in the system's sandbox. Call it before `ready`. */
export function sandboxRenderers(): void {
  app.enableSandbox();
}

/** Whatever web contents there will be: they stay on our pages, open nothing, and get no permission. */
export function guardWebContents(refused: Refused): void {
  app.on('web-contents-created', (_event, contents) => {
    guardNavigation(contents, refused);
  });
  denyPermissions(session.defaultSession, refused);
}

function guardNavigation(contents: WebContents, refused: Refused): void {
  const refuse =
    (what: string) =>
    (event: { preventDefault: () => void; readonly url: string }): void => {
      // A reload is a navigation to where one is.
      if (isOurPage(event.url) && event.url === contents.getURL()) return;
      event.preventDefault();
      refused(`A page was kept from a ${what} to ${shown(event.url)}.`);
    };
  contents.on('will-navigate', refuse('navigation'));
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) refuse('navigation of a frame')(event);
  });
  contents.on('will-redirect', refuse('redirection'));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    refused('A page was kept from embedding another.');
  });
  contents.setWindowOpenHandler(({ url }) => {
    refused(`A page was kept from opening ${shown(url)}.`);
    return { action: 'deny' };
  });
}

/** Electron's own answer to all of them is yes. */
function denyPermissions(of: Session, refused: Refused): void {
  of.setPermissionRequestHandler((_contents, permission, answer) => {
    refused(`A page was refused the permission ${permission}.`);
    answer(false);
  });
  of.setPermissionCheckHandler(() => false);
  of.setDevicePermissionHandler(() => false);
  of.setDisplayMediaRequestHandler((_request, answer) => {
    answer({});
  });
  of.on('will-download', (event) => {
    event.preventDefault();
    refused('A page was kept from a download.');
  });
}

/** Enough of an address to find where it came from. */
function shown(address: string): string {
  return address.length > 200 ? `${address.slice(0, 200)}…` : address;
}
