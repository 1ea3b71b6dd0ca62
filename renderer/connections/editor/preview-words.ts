import type { Connection } from '../../../shared/connection.ts';
import type { Preview, PreviewTotals } from '../../../shared/service-contract.ts';
import type { Formats } from '../../formatting/formats.ts';

/** What a fetch would do, in sentences. */
export function previewWords(
  { messages, summary }: Preview,
  policy: Connection['afterTransfer']['policy'],
  isFirst: boolean,
  formats: Formats,
): string[] {
  const { retrieve, skip } = summary;
  const count = ({ messages: number }: Pick<PreviewTotals, 'messages'>): string =>
    formats.plural(number, 'message', 'messages');
  const words = [
    retrieve.messages === 0
      ? `The ${isFirst ? 'first' : 'next'} fetch would bring nothing.`
      : `The ${isFirst ? 'first' : 'next'} fetch would bring ${count(retrieve)} (${formats.octets(retrieve.octets)}).`,
  ];
  if (skip.messages > 0) words.push(`${count(skip)} would be left alone${reasons(messages)}.`);
  const gone = summary.delete.messages + (policy === 'delete' ? retrieve.messages : 0);
  words.push(
    gone === 0
      ? 'Nothing would be deleted from the server.'
      : `${count({ messages: gone })} would be deleted from the server once safely here.`,
  );
  return words;
}

/** Not all messages are listed: where none of the skipped ones is, nothing is said of why. */
function reasons(messages: Preview['messages']): string {
  const whys = new Set(messages.filter(({ action }) => action === 'skip').map(({ why }) => why));
  return whys.size === 0 ? '' : `: ${[...whys].slice(0, 3).join('; ')}`;
}
