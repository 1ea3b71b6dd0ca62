import { ProtocolError } from './errors.ts';
import { DotUnstuffer } from './dot-unstuffer.ts';
import type { Limits } from './limits.ts';
import { type ResponseCode, parseResponseCode } from './response-code.ts';

/** The first line of an answer (RFC 1939 §3), or a `+` challenge of an AUTH exchange (RFC 5034 §4). */
export interface Status {
  readonly kind: 'ok' | 'err' | 'challenge';
  /** What follows the indicator, as latin1: untrusted, may hold anything but CR and LF. */
  readonly text: string;
  readonly responseCode: ResponseCode | undefined;
}

/** Receives the content of a multi-line answer: dot-unstuffed, cut anywhere. */
export interface BodySink {
  /**
   * The octets may be changed in place, and are valid until the call returns. A promise holds the socket back until it
   * settles.
   */
  write(octets: Buffer): void | Promise<void>;
  /** The body is complete. Called before the first octet of the next answer is looked at. */
  end?(): void;
}

/** What the next answer on the wire belongs to. */
export interface Expectation {
  /** The command as it may be shown, `RETR 12`, for messages. */
  readonly command: string;
  /** Set for commands whose +OK is followed by a multi-line body. */
  readonly body: BodySink | undefined;
  /** The most octets the body may have. */
  readonly bodyOctets: number;
  /** True where `+` is an answer, that is during AUTH. */
  readonly challenges: boolean;
  /** The whole answer has been read. `failure` is what the body's sink threw: the rest was then read and dropped. */
  answered(status: Status, failure: Error | undefined): void;
  /** The answer will never come. */
  abandoned(reason: Error): void;
}

const LF = 0x0a;

/**
 * Cuts the server's octets into answers and gives each to the command it answers, in order. Holds no more than one
 * status line; bodies pass through.
 */
export class ResponseReader {
  readonly #limits: Limits;
  readonly #expected: Expectation[] = [];
  #head = 0;
  #line: Buffer = Buffer.alloc(0);
  #body: { status: Status; unstuffer: DotUnstuffer; octets: number; failure: Error | undefined } | undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Commands whose answer has not ended. */
  get outstanding(): number {
    return this.#expected.length - this.#head;
  }

  /** The command whose answer is next or under way. */
  get current(): Expectation | undefined {
    return this.#expected[this.#head];
  }

  expect(expectation: Expectation): void {
    this.#expected.push(expectation);
  }

  /** Gives up on every expected answer. */
  abandon(reason: Error): void {
    const abandoned = this.#expected.splice(0).slice(this.#head);
    this.#head = 0;
    for (const expectation of abandoned) expectation.abandoned(reason);
  }

  /**
   * Reads what arrived. Returns a promise when a sink asked to wait: read no more from the socket until it settles.
   * Throws ProtocolError when the octets are no answer to what was asked.
   */
  read(octets: Buffer): Promise<unknown> | undefined {
    const waits: Promise<void>[] = [];
    let at = 0;
    while (at < octets.length) {
      at = this.#body === undefined ? this.#readStatus(octets, at) : this.#readBody(octets, at, waits);
    }
    return waits.length > 0 ? Promise.all(waits) : undefined;
  }

  #readStatus(octets: Buffer, start: number): number {
    const expectation = this.current;
    if (expectation === undefined) throw unasked(octets.subarray(start));
    const lineFeed = octets.indexOf(LF, start);
    const piece = octets.subarray(start, lineFeed === -1 ? octets.length : lineFeed);
    if (this.#line.length + piece.length > this.#limits.statusLineOctets) {
      throw new ProtocolError(
        `The server answered ${expectation.command} with a line over ${this.#limits.statusLineOctets} octets.`,
        { code: 'line-too-long', hint: 'This is no well-behaved POP3 server: check host and port.' },
      );
    }
    // Copied: the socket's buffer may be used again before the rest of the line comes.
    if (lineFeed === -1) {
      this.#line = Buffer.concat([this.#line, piece]);
      return octets.length;
    }
    const line = (this.#line.length === 0 ? piece : Buffer.concat([this.#line, piece])).toString('latin1');
    this.#line = Buffer.alloc(0);
    const status = parseStatus(line, expectation);
    if (status.kind === 'ok' && expectation.body !== undefined) {
      this.#body = { status, unstuffer: new DotUnstuffer(), octets: 0, failure: undefined };
    } else {
      this.#answered(status, undefined);
    }
    return lineFeed + 1;
  }

  #readBody(octets: Buffer, start: number, waits: Promise<void>[]): number {
    const expectation = this.current;
    const body = this.#body;
    if (expectation?.body === undefined || body === undefined) return octets.length;
    const sink = expectation.body;
    const end = body.unstuffer.read(octets, start, (content) => {
      body.octets += content.length;
      if (body.octets > expectation.bodyOctets) throw endless(expectation, body.octets);
      if (body.failure !== undefined) return;
      body.failure = attempt(() => {
        const wait = sink.write(content);
        if (wait !== undefined) waits.push(wait);
      });
    });
    if (body.unstuffer.ended) {
      this.#body = undefined;
      if (body.failure === undefined) body.failure = attempt(() => sink.end?.());
      this.#answered(body.status, body.failure);
    }
    return end;
  }

  #answered(status: Status, failure: Error | undefined): void {
    const expectation = this.current;
    this.#head += 1;
    // The spent head is cut off now and then, so that a long queue costs nothing per answer.
    if (this.#head >= 1024 || this.#head === this.#expected.length) {
      this.#expected.splice(0, this.#head);
      this.#head = 0;
    }
    expectation?.answered(status, failure);
  }
}

/** What `work` throws, or undefined. */
function attempt(work: () => void): Error | undefined {
  try {
    work();
    return undefined;
  } catch (failure) {
    return failure instanceof Error ? failure : new Error(String(failure), { cause: failure });
  }
}

function parseStatus(lineWithCr: string, expectation: Expectation): Status {
  const line = lineWithCr.endsWith('\r') ? lineWithCr.slice(0, -1) : lineWithCr;
  // RFC 1939 §3 wants upper case; some servers answer `+ok`.
  const indicator = /^(\+OK|-ERR)(?: |$)/i.exec(line)?.[1]?.toUpperCase();
  if (indicator !== undefined) {
    const text = line.slice(indicator.length).trim();
    return { kind: indicator === '+OK' ? 'ok' : 'err', text, responseCode: parseResponseCode(text) };
  }
  if (expectation.challenges && /^\+( |$)/.test(line)) {
    return { kind: 'challenge', text: line.slice(1).trim(), responseCode: undefined };
  }
  throw new ProtocolError(`The server answered ${expectation.command} with something that is not POP3.`, {
    code: 'not-pop3',
    hint: 'Check host and port: another kind of server may be listening there.',
    serverText: line.slice(0, 200),
  });
}

function unasked(octets: Buffer): ProtocolError {
  return new ProtocolError('The server sent something that nobody asked for.', {
    code: 'unasked-answer',
    hint: 'The server is faulty, or somebody interferes with the connection. Nothing was deleted.',
    serverText: octets.subarray(0, 200).toString('latin1'),
  });
}

function endless(expectation: Expectation, octets: number): ProtocolError {
  return new ProtocolError(
    `The answer to ${expectation.command} does not end: ${octets} octets and more, at most ${expectation.bodyOctets} make sense.`,
    { code: 'answer-too-long', hint: 'The server is faulty. Nothing was deleted.' },
  );
}
