/**
 * What a server may do to us, at most. Servers lie and some attack: every line, list, message and wait has a bound,
 * and all the bounds are here.
 */

/** Octet and count bounds on what a server sends. */
export interface Limits {
  /** One status line. RFC 2449 §4 allows 512; real servers exceed it in error texts. */
  readonly statusLineOctets: number;
  /** One line of a listing. RFC 1939 §7 allows a UID of 70; some servers send more. */
  readonly listingLineOctets: number;
  /** Lines of one listing (LIST, UIDL): the largest maildrop that is served. */
  readonly listingLines: number;
  /** Octets of one listing. It is held in memory, and STAT, which the server may lie in, decides how many lines it has. */
  readonly listingOctets: number;
  /** Lines of a CAPA answer. */
  readonly capabilityLines: number;
  /** Octets of a header asked for by TOP. */
  readonly headerOctets: number;
  /** Octets of one message, whatever the server announced. */
  readonly messageOctets: number;
  /** Challenges in one AUTH exchange (RFC 5034 §4): the longest known mechanism needs three. */
  readonly challenges: number;
}

export const DEFAULT_LIMITS: Limits = {
  statusLineOctets: 4_096,
  listingLineOctets: 4_096,
  listingLines: 5_000_000,
  listingOctets: 256 * 1024 * 1024,
  capabilityLines: 200,
  headerOctets: 4 * 1024 * 1024,
  messageOctets: 4 * 1024 * 1024 * 1024,
  challenges: 8,
};

/**
 * How much more than announced a message may bring before the server is taken to be lying: servers that count LF
 * line endings announce up to half of what they send.
 */
export function mostOctets(announced: number, limits: Limits): number {
  return Math.min(limits.messageOctets, announced * 2 + 1024 * 1024);
}

/** How long each wait may last, in milliseconds. */
export interface Timeouts {
  /** TCP connect, and separately the TLS handshake. */
  readonly connectMs: number;
  /** From the connection to the greeting. */
  readonly greetingMs: number;
  /** Between two octets of an answer. */
  readonly idleMs: number;
  /** A whole command; an answer that keeps coming earns more, see `SLOWEST_OCTETS_PER_SECOND`. */
  readonly commandMs: number;
  /** From a request to stop until the connection is dropped, QUIT or not. */
  readonly quitMs: number;
}

/** An answer has `commandMs` plus one second for so many octets received: slower than this is a stalling server. */
export const SLOWEST_OCTETS_PER_SECOND = 512;

/** The waits that follow from the one timeout that users set. RFC 1939 §3 gives servers ten minutes; users less. */
export function timeoutsFrom(seconds: number): Timeouts {
  const idleMs = seconds * 1000;
  return {
    connectMs: Math.min(idleMs, 30_000),
    greetingMs: idleMs,
    idleMs,
    commandMs: 3 * idleMs,
    quitMs: Math.min(idleMs, 5_000),
  };
}

/** Bounds of the pipelining window (RFC 2449 §6.6): commands on their way, and announced octets they ask for. */
export const PIPELINE_WINDOW = { commands: 512, octets: 16 * 1024 * 1024 } as const;
