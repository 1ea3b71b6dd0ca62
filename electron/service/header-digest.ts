import { createHash, hash } from 'node:crypto';
import type { BodySink } from '../pop3/response-reader.ts';

/** Headers are compared by their first so many octets: more than any real one has. */
const MOST_OCTETS = 256 * 1024;

const EMPTY_LINE = Buffer.from('\r\n\r\n');

/** Octets that may be the beginning of the empty line, whose end has not come yet. */
const HELD_OCTETS = EMPTY_LINE.length - 1;

/**
 * Digests the header of a message, the octets before its first empty line, alike from TOP and from RETR, however the
 * octets are cut. Leaves the octets as they are. Holds next to nothing, and its work grows with the octets alone.
 */
export class HeaderDigest implements BodySink {
  #hash: ReturnType<typeof createHash> | undefined;
  #hashed = 0;
  #held: Buffer = Buffer.alloc(0);
  #digest: Buffer | undefined;

  write(octets: Buffer): void {
    if (this.#digest !== undefined || octets.length === 0) return;
    const seen = this.#held.length === 0 ? octets : Buffer.concat([this.#held, octets]);
    const end = seen.indexOf(EMPTY_LINE);
    if (end !== -1) {
      this.#digest = this.#end(seen.subarray(0, end));
      return;
    }
    const from = Math.max(0, seen.length - HELD_OCTETS);
    this.#take(seen.subarray(0, from));
    // Copied: the next receiver may change the octets in place.
    this.#held = Buffer.from(seen.subarray(from));
    if (this.#hashed === MOST_OCTETS) this.#digest = this.#end(this.#held);
  }

  /** 128 bits. Call it when the message is over. */
  get value(): Uint8Array {
    return (this.#digest ??= this.#end(withoutLastLineEnding(this.#held)));
  }

  #take(header: Buffer): void {
    const taken = header.subarray(0, MOST_OCTETS - this.#hashed);
    if (taken.length === 0) return;
    this.#hash ??= createHash('sha256');
    this.#hash.update(taken);
    this.#hashed += taken.length;
  }

  #end(rest: Buffer): Buffer {
    // Most messages: the whole header is in the first piece.
    if (this.#hash === undefined) return digest(rest);
    this.#take(rest);
    return this.#hash.digest().subarray(0, 16);
  }
}

/** A header without an empty line behind it: TOP may add one, or leave the last CRLF. */
function withoutLastLineEnding(octets: Buffer): Buffer {
  return octets.subarray(-2).equals(EMPTY_LINE.subarray(2)) ? octets.subarray(0, -2) : octets;
}

function digest(header: Buffer): Buffer {
  return hash('sha256', header.subarray(0, MOST_OCTETS), 'buffer').subarray(0, 16);
}
