import { shell } from 'electron';
import { DesktopError } from './desktop-error.ts';

/** Opens a file or folder with whatever the system opens it with. Throws DesktopError. */
export async function openOutside(path: string): Promise<void> {
  const failure = await shell.openPath(path);
  if (failure === '') return;
  throw new DesktopError(`${path} could not be opened: ${failure}`, {
    code: 'not-opened',
    hint: 'Check that it is still there, and that a program is set for such files.',
  });
}

/** Shows a file in the file manager. */
export function revealOutside(path: string): void {
  shell.showItemInFolder(path);
}

/** Opens an address in the browser, if it is one that RPOP itself knows. Throws DesktopError. */
export async function openLink(address: string, known: (url: URL) => boolean): Promise<void> {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || !known(url)) {
    throw new DesktopError('This address is none that RPOP opens.', {
      code: 'link-refused',
      hint: 'Copy it, and open it in a browser if you trust it.',
    });
  }
  await shell.openExternal(url.href);
}
