import type { Connection } from '../../../shared/connection.ts';
import type { Preview } from '../../../shared/service-contract.ts';
import type { Formats } from '../../formatting/formats.ts';

/** What a fetch would do, in sentences. */
export function previewWords(
  { messages, summary }: Preview,
  policy: Connection['afterTransfer']['policy'],
  isFirst: boolean,
  formats: Formats,
): string[] {
  // Of all: the list has no more than a thousand.
  const { retrieve, delete: deleted, skip } = summary;
  const count = (number: number): string => formats.plural(number, 'message', 'messages');
  const words = [
    retrieve.messages === 0
      ? `The ${isFirst ? 'first' : 'next'} fetch would bring nothing.`
      : `The ${isFirst ? 'first' : 'next'} fetch would bring ${count(retrieve.messages)} (${formats.octets(retrieve.octets)}).`,
  ];
  if (skip.messages > 0) {
    words.push(`${capital(count(skip.messages))} would be left alone: ${reasons(messages)}.`);
  }
  const gone = deleted.messages + (policy === 'delete' ? retrieve.messages : 0);
  words.push(
    gone === 0
      ? 'Nothing would be deleted from the server.'
      : `${capital(count(gone))} would be deleted from the server once safely here.`,
  );
  return words;
}

function reasons(messages: Preview['messages']): string {
  const skipped = messages.filter(({ action }) => action === 'skip');
  return [...new Set(skipped.map(({ why }) => why))].slice(0, 3).join('; ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
