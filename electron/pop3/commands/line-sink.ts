import { ProtocolError } from '../errors.ts';
import type { Limits } from '../limits.ts';
import type { BodySink } from '../response-reader.ts';
import type { MessageCount } from './stat.ts';

export interface LineBounds {
  readonly lines: number;
  /** Of one line. */
  readonly octets: number;
}

export interface ListingBounds extends LineBounds {
  /** Octets of the whole listing. */
  readonly inAll: number;
}

/** Cuts the body of a listing into lines (without CRLF, as latin1), holding no more than one unfinished line. */
export class LineSink implements BodySink {
  readonly #onLine: (line: string) => void;
  readonly #most: LineBounds;
  #unfinished = '';
  #lines = 0;

  /** `onLine` may throw: the rest of the listing is then passed over, and the command fails with what it threw. */
  constructor(onLine: (line: string) => void, most: LineBounds) {
    this.#onLine = onLine;
    this.#most = most;
  }

  write(octets: Buffer): void {
    const text = this.#unfinished + octets.toString('latin1');
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.#take(text.slice(start, text[end - 1] === '\r' ? end - 1 : end));
      start = end + 1;
    }
    this.#unfinished = text.slice(start);
    if (this.#unfinished.length > this.#most.octets)
      throw this.#tooMuch(`a line over ${this.#most.octets} octets`);
  }

  #take(line: string): void {
    this.#lines += 1;
    if (this.#lines > this.#most.lines) throw this.#tooMuch(`more than ${this.#most.lines} lines`);
    if (line.length > this.#most.octets) throw this.#tooMuch(`a line over ${this.#most.octets} octets`);
    this.#onLine(line);
  }

  #tooMuch(what: string): ProtocolError {
    return new ProtocolError(`The server's listing has ${what}.`, {
      code: 'listing-too-long',
      hint: 'The server is faulty. Nothing was fetched or deleted.',
    });
  }
}

/**
 * How long a listing may be where STAT says `expected` messages: servers may miscount, but not by that much. Worked
 * out when it is read, for STAT's answer may be still to come.
 */
export function listingBounds(expected: Readonly<MessageCount>, limits: Limits): ListingBounds {
  return {
    get lines() {
      return Math.min(limits.listingLines, expected.messages * 2 + 1000);
    },
    octets: limits.listingLineOctets,
    get inAll() {
      return Math.min(limits.listingOctets, this.lines * this.octets);
    },
  };
}
