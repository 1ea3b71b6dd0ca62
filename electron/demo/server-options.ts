import type { CertificateWithKey } from './certificate.ts';
import type { Maildrop, StoredMessage } from './maildrop.ts';

/** What the embedded server says it can do; all of it by default. */
export interface ServerCapabilities {
  readonly capa: boolean;
  readonly pipelining: boolean;
  readonly uidl: boolean;
  readonly top: boolean;
  readonly user: boolean;
  readonly apop: boolean;
  readonly utf8: boolean;
  readonly stls: boolean;
  readonly sasl: readonly string[];
  readonly loginDelaySeconds: number | undefined;
  readonly expireDays: number | undefined;
}

/** What a test makes the server do instead of answering well. */
export type Misbehaviour =
  /** These octets, and on with the session. */
  | { readonly reply: Buffer | string }
  /** These octets, and the connection is cut. */
  | { readonly replyThenCut: Buffer | string }
  /** These octets over and over, until the client has had enough. */
  | { readonly endless: Buffer | string; readonly after?: string }
  /** These octets in TCP segments of their own, and on with the session. */
  | { readonly segments: readonly string[] }
  /** No answer to this or anything later, or nothing more `after` these octets. */
  | { readonly silent: true; readonly after?: string };

export interface Pop3ServerOptions {
  /** Passwords by user name. */
  readonly users: Readonly<Record<string, string>>;
  readonly maildrops: Readonly<Record<string, Maildrop | readonly StoredMessage[]>>;
  /** For STLS, and for TLS from the first octet with `implicitTls`. */
  readonly tls?: CertificateWithKey;
  readonly implicitTls?: boolean;
  readonly capabilities?: Partial<ServerCapabilities>;
  /** Cuts everything that is sent into TCP segments of so many octets. */
  readonly segmentOctets?: number;
  /** Asked before each command, and before the greeting with an empty line. */
  readonly misbehave?: (line: string) => Misbehaviour | undefined;
}
