import { isOurPage } from '../pages/page-address.ts';

/** What Electron says of the frame that a message came from. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: object | null;
  readonly detached: boolean;
}

/**
 * Why a message is not from the main frame of our window at one of our pages; undefined if it is. The frame is null
 * when it has navigated or gone since (Electron's security checklist, item 17).
 */
export function whyNotOurWindow(
  message: { readonly sender: object; readonly senderFrame: SenderFrame | null },
  ours: object | undefined,
): string | undefined {
  if (ours === undefined || message.sender !== ours) return 'it does not come from the window';
  if (message.senderFrame === null) return 'its frame is gone';
  if (message.senderFrame.detached) return 'its frame is being closed';
  if (message.senderFrame.parent !== null) return 'it comes from a frame inside the page';
  if (!isOurPage(message.senderFrame.url)) return 'its page is not ours';
  return undefined;
}
