import type { Misbehaviour, Pop3ServerOptions } from '../../../electron/demo/server-options.ts';
import type { AuthenticationWish } from '../../../electron/pop3/sign-in.ts';

/** A server that does one thing wrong, and what becomes of a session with it that would fetch and delete everything. */
export interface BadServer {
  /** "that …", for the name of its test. */
  readonly that: string;
  /** Made anew for each session: some servers keep count. */
  readonly options: () => Partial<Pop3ServerOptions>;
  /** The code of the session's error; undefined where the session does its work all the same. */
  readonly ends?: string;
  /**
   * It breaks while the deletions of what came before may be under way; then the session says that they are not
   * confirmed, instead.
   */
  readonly amidDeletions?: true;
  /** How many messages are here afterwards: all of them where the session does its work, and otherwise none. */
  readonly delivers?: number;
  /** How many messages are left on the server: none where the session does its work, and otherwise all. */
  readonly leaves?: number;
  /** The most octets that we let the server send. What it sends is in the kernel's buffers before we can say no. */
  readonly atMost?: number;
  /** Milliseconds that we wait for anything; little, where waiting is all that we can do. */
  readonly patience?: number;
  readonly authentication?: AuthenticationWish;
  /** What the client may never send in answer: the beginnings of commands. */
  readonly never?: readonly string[];
}

/** Answers one command so. */
export function on(command: string, misbehaviour: Misbehaviour): () => Partial<Pop3ServerOptions> {
  return () => ({ misbehave: (line) => (line === command ? misbehaviour : undefined) });
}

/** Answers one command with these octets. */
export function answering(command: string, reply: string | Buffer): () => Partial<Pop3ServerOptions> {
  return on(command, { reply });
}
