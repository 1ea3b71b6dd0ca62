/**
 * Takes a multi-line answer apart (RFC 1939 §3): hands on its octets without the dots that the server stuffed, and
 * finds the line of one dot that ends it. Nothing depends on where TCP cuts the stream, and nothing but
 * CRLF "." CRLF ends an answer: bare LF, bare CR, NUL and 8-bit octets are content.
 */

const CR = 0x0d;
const LF = 0x0a;
const DOT = 0x2e;
const LINE_WITH_DOT = Buffer.from('\r\n.');

/** What the octets seen so far mean for the next one. */
type Position = 'line-start' | 'in-line' | 'after-cr' | 'after-dot' | 'after-dot-cr' | 'ended';

export class DotUnstuffer {
  #position: Position = 'line-start';

  get ended(): boolean {
    return this.#position === 'ended';
  }

  /**
   * Reads `octets` from `start`, calling `emit` with pieces of the content (views of `octets`, in order). Returns the
   * offset behind what was read: all of it, or, once `ended`, the first octet of the next answer. The receiver may
   * change the pieces in place; they are valid until it returns.
   */
  read(octets: Buffer, start: number, emit: (content: Buffer) => void): number {
    let at = start;
    while (at < octets.length) {
      switch (this.#position) {
        case 'line-start':
          if (octets[at] === DOT) {
            this.#position = 'after-dot';
            at += 1;
          } else {
            this.#position = 'in-line';
          }
          break;
        case 'in-line':
          at = this.#readLines(octets, at, emit);
          break;
        case 'after-cr':
          if (octets[at] === LF) {
            emit(octets.subarray(at, at + 1));
            this.#position = 'line-start';
            at += 1;
          } else {
            this.#position = 'in-line';
          }
          break;
        case 'after-dot':
          // RFC 1939 §3: a dot that begins a line and is not the whole line was stuffed.
          if (octets[at] === CR) {
            this.#position = 'after-dot-cr';
            at += 1;
          } else {
            this.#position = 'in-line';
          }
          break;
        case 'after-dot-cr':
          if (octets[at] === LF) {
            this.#position = 'ended';
            return at + 1;
          }
          emit(Buffer.of(CR));
          this.#position = 'after-cr';
          break;
        case 'ended':
          return at;
      }
    }
    return at;
  }

  /** From inside a line up to the next line that begins with a dot, or to the end of the octets. */
  #readLines(octets: Buffer, from: number, emit: (content: Buffer) => void): number {
    const found = octets.indexOf(LINE_WITH_DOT, from);
    if (found !== -1) {
      emit(octets.subarray(from, found + 2));
      this.#position = 'after-dot';
      return found + LINE_WITH_DOT.length;
    }
    // Before the content is handed on: its receiver may change the octets in place.
    if (octets[octets.length - 1] === CR) this.#position = 'after-cr';
    else if (octets[octets.length - 1] === LF && octets[octets.length - 2] === CR)
      this.#position = 'line-start';
    emit(octets.subarray(from));
    return octets.length;
  }
}
