import { hash } from 'node:crypto';
import type { BodySink } from '../pop3/response-reader.ts';

/** Headers are compared by their first so many octets: more than any real one has. */
const MOST_OCTETS = 256 * 1024;

const EMPTY_LINE = Buffer.from('\r\n\r\n');

/**
 * Digests the header of a message, the octets before its first empty line, alike from TOP and from RETR, however the
 * octets are cut. Leaves the octets as they are.
 */
export class HeaderDigest implements BodySink {
  #pieces: Buffer[] = [];
  #octets = 0;
  #digest: Buffer | undefined;

  write(octets: Buffer): void {
    if (this.#digest !== undefined) return;
    // Most messages: the whole header is in the first piece.
    const end = this.#octets === 0 ? octets.indexOf(EMPTY_LINE) : -1;
    if (end !== -1 && end <= MOST_OCTETS) {
      this.#digest = digest(octets.subarray(0, end));
      return;
    }
    // Copied: the next receiver may change the octets in place.
    this.#pieces.push(Buffer.from(octets));
    this.#octets += octets.length;
    if (this.#octets >= MOST_OCTETS + EMPTY_LINE.length || this.#endsInPieces(octets.length))
      this.#digest = this.#digestPieces();
  }

  /** 128 bits. Call it when the message is over. */
  get value(): Uint8Array {
    return (this.#digest ??= this.#digestPieces());
  }

  /** Whether the empty line ended in the last piece, or across the cut before it. */
  #endsInPieces(lastOctets: number): boolean {
    const tail: Buffer[] = [];
    let needed = lastOctets + EMPTY_LINE.length - 1;
    for (const piece of this.#pieces.toReversed()) {
      if (needed <= 0) break;
      tail.unshift(piece.subarray(Math.max(0, piece.length - needed)));
      needed -= piece.length;
    }
    return Buffer.concat(tail).includes(EMPTY_LINE);
  }

  #digestPieces(): Buffer {
    const all = Buffer.concat(this.#pieces);
    this.#pieces = [];
    const end = all.indexOf(EMPTY_LINE);
    return digest(end === -1 ? withoutLastLineEnding(all) : all.subarray(0, end));
  }
}

/** A header without an empty line behind it: TOP may add one, or leave the last CRLF. */
function withoutLastLineEnding(octets: Buffer): Buffer {
  return octets.subarray(-2).equals(EMPTY_LINE.subarray(2)) ? octets.subarray(0, -2) : octets;
}

function digest(header: Buffer): Buffer {
  return hash('sha256', header.subarray(0, MOST_OCTETS), 'buffer').subarray(0, 16);
}
