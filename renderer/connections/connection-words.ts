import type { Connection } from '../../shared/connection.ts';
import type { Formats } from '../formatting/formats.ts';

export const ENCRYPTION_WORDS: Record<Connection['encryption'], string> = {
  tls: 'TLS',
  starttls: 'STARTTLS',
  none: 'None',
};

/** What becomes of mail on the server once it is here. */
export function afterTransferWords(after: Connection['afterTransfer'], formats: Formats): string {
  if (after.policy === 'keep') return 'Kept';
  if (after.policy === 'delete') return 'Deleted once it is here';
  return `Deleted after ${formats.plural(after.days, 'day', 'days')}`;
}
