import type { Status } from './response-reader.ts';

/**
 * The protocol dialogue, for those who log it: commands without their secrets, status lines without bodies.
 * `text` is untrusted on the way in: whoever writes it to a log or terminal escapes it.
 */
export interface Trace {
  sent(shown: string): void;
  received(status: Status): void;
}

export const NO_TRACE: Trace = { sent: () => undefined, received: () => undefined };
