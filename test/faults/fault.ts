import type { Side } from '../support/tcp-proxy.ts';

export const FAULT_KINDS = [
  'cut',
  'reset',
  'half-close',
  'stall',
  'slow',
  'corrupt',
  'duplicate',
  'reorder',
] as const;

/** One thing that goes wrong on the line. */
export interface Fault {
  readonly kind: (typeof FAULT_KINDS)[number];
  /** Whose octets it befalls. */
  readonly from: Side;
  /** When so many octets have come from that side, counted from `since`. */
  readonly afterOctets: number;
  readonly since: 'connection' | 'first RETR';
  /** How many octets are concerned: doubled, put behind as many others, or sent one a second. */
  readonly octets: number;
}

export type Security = 'none' | 'starttls' | 'tls';

/** At one octet a second. */
const MOST_SLOW_OCTETS = 5;

/**
 * A random fault. What changes octets in clear begins with the first RETR: nothing but TLS can tell whether a UIDL listing
 * came as it was sent, and a doubled octet in a unique-id is another unique-id.
 *
 * @param reach about how many octets each side sends in a session without faults
 */
export function randomFault(
  random: () => number,
  security: Security,
  reach: Readonly<Record<Side, number>>,
): Fault {
  const kind = FAULT_KINDS[Math.floor(random() * FAULT_KINDS.length)] ?? 'cut';
  const from: Side = random() < 0.35 ? 'client' : 'server';
  const afterOctets = Math.floor(random() * reach[from]);
  const changes = kind === 'corrupt' || kind === 'duplicate' || kind === 'reorder';
  const since = changes && security === 'none' && from === 'server' ? 'first RETR' : 'connection';
  const octets =
    kind === 'slow' ? 1 + Math.floor(random() * MOST_SLOW_OCTETS) : 1 + Math.floor(random() ** 2 * 3000);
  return { kind, from, afterOctets, since, octets };
}

export function describeFault({ kind, from, afterOctets, since, octets }: Fault): string {
  const what = kind === 'slow' || kind === 'duplicate' || kind === 'reorder' ? ` of ${octets} octets` : '';
  return `${kind}${what} after ${afterOctets} octets from the ${from} since the ${since}`;
}
