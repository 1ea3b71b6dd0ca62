import type { NewMailEvent } from '../../../shared/events.ts';
import type { Place } from '../../../shared/ipc.ts';
import { printable } from '../../../shared/printable.ts';
import type { ConnectionStatus } from '../../../shared/status.ts';
import { newMessages } from '../tray/tray-summary.ts';

/** A notification: text alone, and where a click leads. */
export interface Announcement {
  readonly title: string;
  readonly body: string;
  readonly place: Place;
}

/** With more at once, one says it for all. */
const MOST_AT_ONCE = 3;
/** Messages of which sender and subject are shown. */
const MOST_SAMPLES = 3;
const LONGEST_LINE = 120;

/** New mail of several sessions: one announcement for each connection, or one for all if there are many. */
export function announceMail(
  mail: readonly (NewMailEvent & { readonly name: string })[],
  locale: string,
): readonly Announcement[] {
  const byConnection = Map.groupBy(mail, ({ connection }) => connection);
  if (byConnection.size > MOST_AT_ONCE) {
    const count = mail.reduce((sum, { messages }) => sum + messages, 0);
    const names = [...byConnection.values()].flatMap(([first]) => first?.name ?? []);
    return [
      {
        title: sentence(newMessages(count, locale)),
        body: shortened(new Intl.ListFormat('en').format(names)),
        place: { page: 'folders' },
      },
    ];
  }
  return [...byConnection.values()].flatMap((ofOne) => {
    const [first] = ofOne;
    if (first === undefined) return [];
    const count = ofOne.reduce((sum, { messages }) => sum + messages, 0);
    const lines = ofOne
      .flatMap(({ samples }) => samples)
      .slice(0, MOST_SAMPLES)
      .map(({ from, subject }) => shortened(`${from || 'Unknown sender'}: ${subject || 'no subject'}`));
    if (count > lines.length && lines.length > 0) lines.push('…');
    return [
      {
        title: shortened(`${first.name}: ${newMessages(count, locale)}`),
        body: lines.join('\n'),
        place: { page: 'folders', folder: first.folder },
      },
    ];
  });
}

/** A connection that only the user can help. */
export function announceAttention({ id, name, last, next }: ConnectionStatus): Announcement {
  const error = last?.error;
  const wantsPassword =
    error !== undefined &&
    (error.code === 'no-password' ||
      ('kind' in error && error.kind === 'authentication') ||
      error.code === 'authentication-refused');
  const why = error !== undefined && 'message' in error ? `${error.message} ${error.hint}` : next;
  return {
    title: shortened(`${name} needs you`),
    body: printable(why),
    place: { page: 'connections', connection: id, action: wantsPassword ? 'password' : 'edit' },
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function shortened(text: string): string {
  const line = printable(text);
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1)}…` : line;
}
