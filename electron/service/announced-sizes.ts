import { ProtocolError } from '../pop3/errors.ts';
import type { ListedMessage } from './retrieval-plan.ts';

/** After so many messages that came twice alike and larger than announced, the sizes of this server mean nothing. */
const ENOUGH_LARGER = 8;

const CRLF_OCTETS = 2;

/** How a message came. */
export interface Arrival {
  /** As it travelled: CRLF line endings, dots unstuffed. */
  readonly octets: number;
  /** As it is stored; in targets with LF line endings that is what some servers announce. */
  readonly storedOctets: number;
  readonly header: Uint8Array;
}

/** `again`: ask for it once more before anything is believed. */
export type SizeVerdict = 'recorded' | 'short' | 'again';

/**
 * Holds what came against what the server announced. Octets that are missing were cut off, octets too many were
 * doubled on the way or belong to another message — or the server miscounts, as many do (LF line endings, estimates).
 * So a message of another size is asked for twice, and only what comes twice alike is believed; a shorter one is
 * never deleted on the server. What a message gains when it does not end in CRLF needs no second look: the answer has
 * to end a line before it ends (RFC 1939 §3), and servers announce what is in their store. A server is found out
 * soon: one that counts LF line endings costs one message more in a session, one that estimates eight.
 */
export class AnnouncedSizes {
  readonly #before = new Map<string, Arrival>();
  #countsLf = false;
  #larger = 0;

  /** Throws ProtocolError `message-varies` when a message came twice and differently. */
  judge(message: ListedMessage, arrival: Arrival): SizeVerdict {
    const { octets, storedOctets } = arrival;
    if (octets === message.octets) return 'recorded';
    if (octets > message.octets) {
      if (this.#countsLf && storedOctets === message.octets) return 'recorded';
      if (this.#larger >= ENOUGH_LARGER) return 'recorded';
    }
    const before = this.#before.get(message.uid);
    if (before === undefined && octets === message.octets + CRLF_OCTETS) return 'recorded';
    this.#before.set(message.uid, arrival);
    if (before === undefined) return 'again';
    if (!isAlike(before, arrival)) throw varies(message, before, arrival);
    if (octets < message.octets) return 'short';
    if (storedOctets === message.octets) this.#countsLf = true;
    else this.#larger += 1;
    return 'recorded';
  }
}

function isAlike(before: Arrival, arrival: Arrival): boolean {
  return before.octets === arrival.octets && Buffer.compare(before.header, arrival.header) === 0;
}

function varies(message: ListedMessage, before: Arrival, { octets }: Arrival): ProtocolError {
  return new ProtocolError(
    `Message ${message.number} came differently each time: ${before.octets} octets, then ${octets}; the server announced ${message.octets}.`,
    { code: 'message-varies', hint: 'It was left on the server and is tried again next time.' },
  );
}
