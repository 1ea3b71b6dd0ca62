import type { Exchange } from '../exchange.ts';
import type { Limits } from '../limits.ts';
import type { MessageCount } from './stat.ts';
import { LineSink, listingBounds } from './line-sink.ts';
import { listedNumber, malformed } from './listing-line.ts';
import { accepted } from './refusal.ts';

/** A message as UIDL names it. `uid` is the server's text as latin1, opaque. */
export interface ListedUid {
  readonly number: number;
  readonly uid: string;
}

/**
 * UIDL (RFC 1939 §7): the unique-id of every message, in the server's order, where STAT says `expected` messages.
 * Throws RefusedError where the server does not have the command.
 */
export async function uidl(
  exchange: Exchange,
  expected: Readonly<MessageCount>,
  limits: Limits,
): Promise<ListedUid[]> {
  const uids: ListedUid[] = [];
  const most = listingBounds(expected, limits);
  const sink = new LineSink((line) => {
    uids.push(parseUid(line));
  }, most);
  const command = {
    line: 'UIDL',
    body: sink,
    get bodyOctets() {
      return most.inAll;
    },
  };
  accepted(await exchange.send(command), 'UIDL');
  return uids;
}

/** The RFC allows 1 to 70 printable octets; what is longer or holds spaces is taken as it is: a uid is opaque. */
function parseUid(line: string): ListedUid {
  const space = line.indexOf(' ');
  const uid = line.slice(space + 1).trim();
  if (space === -1 || uid === '') throw malformed(line);
  return { number: listedNumber(line.slice(0, space), 1, line), uid };
}
