/** How the connection to a server is protected: RFC 8314 prefers `tls`; `starttls` is RFC 2595's STLS. */
export type Encryption = 'none' | 'starttls' | 'tls';

/** Where a POP3 server is and how to trust it. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  /** PEM certificates trusted instead of the system's authorities. */
  readonly ca?: string | undefined;
  /** SHA-256 fingerprint (hex, lower case, no colons) of the one certificate to accept, whoever signed it. */
  readonly fingerprint?: string | undefined;
  /** Verify nothing: for tests by hand only. */
  readonly insecure?: boolean | undefined;
}
