/** One message of the embedded server: its octets with CRLF line endings. */
export interface StoredMessage {
  readonly uidl: string;
  readonly octets: Buffer;
}

const CRLF = Buffer.from('\r\n');

/** The messages of one user, and what one session at a time does to them (RFC 1939 §3: the exclusive-access lock). */
export class Maildrop {
  #messages: readonly StoredMessage[];
  #locked = false;

  constructor(messages: readonly StoredMessage[]) {
    this.#messages = messages;
  }

  get messages(): readonly StoredMessage[] {
    return this.#messages;
  }

  /** Mail arrives: seen by the next session. */
  add(...messages: readonly StoredMessage[]): void {
    this.#messages = [...this.#messages, ...messages];
  }

  /** False when another session has the maildrop. */
  lock(): boolean {
    if (this.#locked) return false;
    this.#locked = true;
    return true;
  }

  /** Ends the session: with `remove`, its deletions are carried out (RFC 1939 §6). */
  unlock(remove: ReadonlySet<StoredMessage> = new Set()): void {
    this.#messages = this.#messages.filter((message) => !remove.has(message));
    this.#locked = false;
  }
}

/**
 * A message as a multi-line answer: dot-stuffed, ended by CRLF "." CRLF (RFC 1939 §3). Only a line after CRLF begins a
 * line: a dot behind a bare LF stays as it is.
 */
export function stuffed(octets: Buffer): Buffer {
  // latin1 maps octets to characters one to one.
  const text = octets
    .toString('latin1')
    .split('\r\n')
    .map((line) => (line.startsWith('.') ? `.${line}` : line))
    .join('\r\n');
  const complete = text.endsWith('\r\n') || text === '' ? text : `${text}\r\n`;
  return Buffer.from(`${complete}.\r\n`, 'latin1');
}

/** The header, the empty line and so many lines of the body (TOP, RFC 1939 §7). */
export function topOf(octets: Buffer, lines: number): Buffer {
  const headerEnd = octets.indexOf('\r\n\r\n');
  if (headerEnd === -1) return octets;
  let end = headerEnd + 4;
  for (let line = 0; line < lines && end < octets.length; line += 1) {
    const next = octets.indexOf(CRLF, end);
    end = next === -1 ? octets.length : next + CRLF.length;
  }
  return octets.subarray(0, end);
}
