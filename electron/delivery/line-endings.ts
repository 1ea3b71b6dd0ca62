const CR = 0x0d;
const LF = 0x0a;

/**
 * Turns every CRLF into LF, as files on disk have it; bare CR and bare LF stay. Works in place: what it hands on are
 * views of the octets it is given. Nothing depends on where the octets are cut.
 */
export class CrlfToLf {
  #heldCr = false;

  write(octets: Buffer, emit: (converted: Buffer) => void): void {
    if (octets.length === 0) return;
    if (this.#heldCr && octets[0] !== LF) emit(Buffer.of(CR));
    this.#heldCr = octets[octets.length - 1] === CR;
    const end = this.#heldCr ? octets.length - 1 : octets.length;
    let to = octets.indexOf(CR);
    if (to === -1 || to >= end) {
      emit(octets.subarray(0, end));
      return;
    }
    for (let from = to; from < end; from += 1) {
      const octet = octets[from];
      if (octet === CR && octets[from + 1] === LF) continue;
      octets[to] = octet ?? 0;
      to += 1;
    }
    emit(octets.subarray(0, to));
  }

  /** The message is over: a CR held back was no line ending. */
  end(emit: (converted: Buffer) => void): void {
    if (this.#heldCr) emit(Buffer.of(CR));
    this.#heldCr = false;
  }
}
