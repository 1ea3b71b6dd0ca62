import type { Status } from './response-reader.ts';

/**
 * The protocol dialogue, for those who log it: commands without their secrets, status lines without bodies.
 * `text` is untrusted on the way in: whoever writes it to a log or terminal escapes it.
 */
export interface Trace {
  sent(shown: string): void;
  received(status: Status): void;
  /**
   * This goes to the server now and is as good as the password, or lets it be guessed: a response, a digest. Servers
   * repeat what they do not understand, and so it is to be hidden in all that they say from here on.
   */
  secret(text: string): void;
}

export const NO_TRACE: Trace = { sent: () => undefined, received: () => undefined, secret: () => undefined };
