import { formatOctets } from '../../shared/octets.ts';
import { printable } from '../../shared/printable.ts';
import type { Preview, PreviewedMessage } from '../../shared/service-contract.ts';
import { table } from './table.ts';
import { printJson } from './print-json.ts';

const VERBS: Record<PreviewedMessage['action'], string> = {
  retrieve: 'retrieve',
  'retrieve-header': 'retrieve header',
  delete: 'delete',
  skip: 'leave',
};

/** `--dry-run`: what a fetch would do, message by message; what would be left alone only as numbers. */
export function showPreview(
  { messages, summary }: Preview,
  title: string,
  { json }: { json?: true | undefined },
): void {
  if (json) {
    for (const message of messages) printJson({ type: 'preview', connection: title, ...message });
    printJson({ type: 'preview-summary', connection: title, ...summary });
    return;
  }
  const acted = messages.filter(({ action }) => action !== 'skip');
  const left = messages.filter(({ action }) => action === 'skip');
  process.stdout.write(`${printable(title)}: ${countsOf(summary)}\n`);
  if (acted.length > 0) {
    process.stdout.write(
      table([
        ['MESSAGE', 'SIZE', 'UNIQUE-ID', 'WOULD', 'WHY'],
        ...acted.map(({ number, octets, uid, action, why }) => [
          String(number),
          formatOctets(octets),
          uid.length > 40 ? `${uid.slice(0, 39)}…` : uid,
          VERBS[action],
          why,
        ]),
      ]),
    );
  }
  for (const [why, count] of countBy(left.map((message) => message.why))) {
    process.stdout.write(`leave ${count}: ${why}\n`);
  }
  const more = Object.values(summary).reduce((sum, { messages: count }) => sum + count, -messages.length);
  if (more > 0) process.stdout.write(`${more} more messages are not listed.\n`);
}

function countsOf({ retrieve, delete: removed, skip }: Preview['summary']): string {
  const all = retrieve.messages + removed.messages + skip.messages;
  return `${retrieve.messages} of ${all} messages to retrieve (${formatOctets(retrieve.octets)}), ${removed.messages} to delete. Nothing was done.`;
}

function countBy(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
