import { useConnections } from '../hooks/use-connections.ts';
import { useFormats } from '../hooks/use-formats.ts';

/** How many there are, and how many of them want something. */
export function ListSummary({ total }: { readonly total: number }) {
  const formats = useFormats();
  const statuses = [...useConnections().values()];
  const attention = statuses.filter((status) => status.attention).length;
  const unseen = statuses.reduce((sum, status) => sum + status.unseen, 0);
  const parts = [formats.plural(total, 'connection', 'connections')];
  if (unseen > 0) parts.push(formats.plural(unseen, 'new message', 'new messages'));
  if (attention > 0) parts.push(attention === 1 ? '1 needs you' : `${formats.number(attention)} need you`);
  return parts.join(' · ');
}
