import type { Fault } from './fault.ts';

/** Ends a message and begins an answer: this cannot be inside a message, whose own dots are stuffed (RFC 1939 §3). */
const ANSWER_AFTER_MESSAGE = Buffer.from('\r\n.\r\n+OK');
/** Octets that a fault needs and that do not come are waited for so long, in milliseconds. */
const GATHER_MS = 50;
const SLOW_MS = 1000;

export interface LaneEnd {
  /** Passes octets on. */
  readonly pass: (octets: Buffer) => void;
  /** Ends the connection both ways, politely or not. */
  readonly cut: () => void;
  readonly reset: () => void;
  /** Says that nothing more comes from this side; the other direction goes on. */
  readonly halfClose: () => void;
  /** Told once, when the fault begins. */
  readonly struck: () => void;
}

/**
 * One direction of a connection, with a fault in it. `clear` is for lines without TLS, where only some changes of octets can
 * be noticed by anybody: see docs/faults.md.
 */
export class FaultyLane {
  readonly #fault: Fault;
  readonly #clear: boolean;
  readonly #end: LaneEnd;
  #passed = 0;
  #counting: boolean;
  #phase: 'before' | 'gathering' | 'slow' | 'silent' | 'after' = 'before';
  #held: Buffer = Buffer.alloc(0);
  #timer: NodeJS.Timeout | undefined;

  constructor(fault: Fault, clear: boolean, end: LaneEnd) {
    this.#fault = fault;
    this.#clear = clear;
    this.#end = end;
    this.#counting = fault.since === 'connection';
  }

  /** The client has sent its first RETR. */
  retrievalBegins(): void {
    this.#counting = true;
  }

  /** No more octets come, and none that wait are passed on. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  push(octets: Buffer): void {
    switch (this.#phase) {
      case 'before':
        this.#before(octets);
        break;
      case 'gathering':
        this.#held = Buffer.concat([this.#held, octets]);
        this.#gathered();
        break;
      case 'slow':
        this.#held = Buffer.concat([this.#held, octets]);
        break;
      case 'silent':
        break;
      case 'after':
        this.#end.pass(octets);
    }
  }

  #before(octets: Buffer): void {
    const left = this.#fault.afterOctets - this.#passed;
    if (!this.#counting || octets.length <= left) {
      if (this.#counting) this.#passed += octets.length;
      this.#end.pass(octets);
      return;
    }
    if (left > 0) this.#end.pass(octets.subarray(0, left));
    this.#passed += Math.max(0, left);
    this.#begin(octets.subarray(Math.max(0, left)));
  }

  #begin(octets: Buffer): void {
    const { kind, from } = this.#fault;
    switch (kind) {
      case 'cut':
      case 'reset':
        this.#strike('silent');
        this.#end[kind]();
        break;
      case 'half-close':
        this.#strike('silent');
        this.#end.halfClose();
        break;
      case 'stall':
        this.#strike('silent');
        break;
      case 'slow':
        this.#strike('slow');
        this.#held = Buffer.from(octets);
        this.#drip(this.#fault.octets);
        break;
      case 'corrupt':
      case 'duplicate':
      case 'reorder':
        if (!this.#clear) this.#gather(octets);
        else if (from === 'client') this.#change(octets, changeCommands(octets, kind));
        else this.#change(octets, changeAnswers(octets, this.#fault));
    }
  }

  /** In clear: what could be changed was, or the next octets are looked at. */
  #change(octets: Buffer, changed: Buffer | undefined): void {
    if (changed !== undefined) this.#strike('after');
    this.#end.pass(changed ?? octets);
  }

  #gather(octets: Buffer): void {
    this.#phase = 'gathering';
    this.#held = Buffer.from(octets);
    this.#timer = setTimeout(() => this.#changeGathered(), GATHER_MS);
    this.#gathered();
  }

  #gathered(): void {
    const needed = { corrupt: 1, duplicate: this.#fault.octets, reorder: 2 * this.#fault.octets };
    const { kind } = this.#fault;
    if (kind in needed && this.#held.length >= needed[kind as keyof typeof needed]) this.#changeGathered();
  }

  #changeGathered(): void {
    clearTimeout(this.#timer);
    this.#strike('after');
    this.#end.pass(change(this.#held, this.#fault.kind, this.#fault.octets));
  }

  #drip(left: number): void {
    if (left === 0) {
      this.#phase = 'after';
      this.#end.pass(this.#held);
      return;
    }
    this.#timer = setTimeout(() => {
      this.#end.pass(this.#held.subarray(0, 1));
      this.#held = this.#held.subarray(1);
      this.#drip(left - 1);
    }, SLOW_MS);
  }

  #strike(next: 'slow' | 'silent' | 'after'): void {
    this.#phase = next;
    this.#end.struck();
  }
}

/** Octets with the first one damaged, the first `count` doubled, or put behind the next `count`. */
function change(octets: Buffer, kind: Fault['kind'], count: number): Buffer {
  switch (kind) {
    case 'corrupt':
      return Buffer.concat([Buffer.of((octets[0] ?? 0) ^ 0x80), octets.subarray(1)]);
    case 'duplicate':
      return Buffer.concat([octets.subarray(0, count), octets]);
    default: {
      const first = Math.min(count, Math.floor(octets.length / 2));
      const second = Math.min(octets.length, 2 * first);
      return Buffer.concat([
        octets.subarray(first, second),
        octets.subarray(0, first),
        octets.subarray(second),
      ]);
    }
  }
}

/**
 * Commands in clear: an octet that no command has, or whole lines doubled or exchanged. A digit for another would make it
 * another command, and nobody could know. Undefined where there are not enough lines.
 */
function changeCommands(octets: Buffer, kind: Fault['kind']): Buffer | undefined {
  if (kind === 'corrupt') return change(octets, kind, 1);
  const start = octets.indexOf('\n') + 1;
  const middle = octets.indexOf('\n', start) + 1;
  if (start === 0 || middle === 0) return undefined;
  const behind = octets.subarray(0, start);
  if (kind === 'duplicate')
    return Buffer.concat([behind, change(octets.subarray(start), kind, middle - start)]);
  const end = octets.indexOf('\n', middle) + 1;
  if (end === 0) return undefined;
  const [first, second] = [octets.subarray(start, middle), octets.subarray(middle, end)];
  return Buffer.concat([behind, second, first, octets.subarray(end)]);
}

/**
 * Answers in clear: an indicator damaged, octets doubled anywhere, octets exchanged across the end of a message. Undefined where
 * these octets hold no such place.
 */
function changeAnswers(octets: Buffer, { kind, octets: count }: Fault): Buffer | undefined {
  if (kind === 'duplicate') return change(octets, kind, count);
  const found = octets.indexOf(ANSWER_AFTER_MESSAGE);
  if (found === -1) return undefined;
  if (kind === 'corrupt') {
    const indicator = found + ANSWER_AFTER_MESSAGE.length - 1;
    return Buffer.concat([octets.subarray(0, indicator), change(octets.subarray(indicator), kind, 1)]);
  }
  // The first half holds the end of the message, or the second does, as it falls.
  const from = Math.max(0, found - Math.floor(count / 2));
  return Buffer.concat([octets.subarray(0, from), change(octets.subarray(from), kind, count)]);
}
