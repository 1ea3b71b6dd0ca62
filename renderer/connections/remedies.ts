/** What the user can do about a connection's last error, most useful first. */
export type Remedy = 'enter-password' | 'review-certificate' | 'edit' | 'fetch' | 'dialogue';

export const REMEDY_LABELS: Record<Remedy, string> = {
  'enter-password': 'Enter password',
  'review-certificate': 'Review certificate',
  edit: 'Edit connection',
  fetch: 'Try again now',
  dialogue: 'Show log',
};

const PASSWORD: readonly Remedy[] = ['enter-password', 'edit', 'dialogue'];
const SETTINGS: readonly Remedy[] = ['edit', 'fetch', 'dialogue'];

const BY_CODE: Readonly<Record<string, readonly Remedy[]>> = {
  'authentication-refused': PASSWORD,
  'no-password': PASSWORD,
  'unusable-credentials': PASSWORD,
  'authentication-unavailable': SETTINGS,
  'clear-password': SETTINGS,
  'host-not-found': SETTINGS,
  'connection-refused': SETTINGS,
  'tls-on-plain-port': SETTINGS,
  'plain-on-tls-port': SETTINGS,
  'starttls-not-offered': SETTINGS,
  'starttls-refused': SETTINGS,
  'ca-file': SETTINGS,
  'folder-name': SETTINGS,
  'folder-outside-root': SETTINGS,
  'not-a-folder': SETTINGS,
};

export function remediesFor(code: string): readonly Remedy[] {
  if (code.startsWith('certificate-')) return ['review-certificate', 'edit', 'dialogue'];
  return BY_CODE[code] ?? ['fetch', 'edit', 'dialogue'];
}
