import type { Connection } from '../../../shared/connection.ts';
import type { Preview } from '../../../shared/service-contract.ts';
import type { Formats } from '../../formatting/formats.ts';

/** What a fetch would do, in sentences. */
export function previewWords(
  { messages }: Preview,
  policy: Connection['afterTransfer']['policy'],
  isFirst: boolean,
  formats: Formats,
): string[] {
  const fetched = messages.filter(({ action }) => action === 'retrieve' || action === 'retrieve-header');
  const deleted = messages.filter(({ action }) => action === 'delete');
  const skipped = messages.filter(({ action }) => action === 'skip');
  const octets = fetched.reduce((sum, message) => sum + message.octets, 0);
  const count = (number: number): string => formats.plural(number, 'message', 'messages');
  const words = [
    fetched.length === 0
      ? `The ${isFirst ? 'first' : 'next'} fetch would bring nothing.`
      : `The ${isFirst ? 'first' : 'next'} fetch would bring ${count(fetched.length)} (${formats.octets(octets)}).`,
  ];
  if (skipped.length > 0)
    words.push(`${capital(count(skipped.length))} would be left alone: ${reasons(skipped)}.`);
  const gone = deleted.length + (policy === 'delete' ? fetched.length : 0);
  words.push(
    gone === 0
      ? 'Nothing would be deleted from the server.'
      : `${capital(count(gone))} would be deleted from the server once safely here.`,
  );
  return words;
}

function reasons(skipped: Preview['messages']): string {
  return [...new Set(skipped.map(({ why }) => why))].slice(0, 3).join('; ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
