/** What proves who we are. Neither value is ever logged. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * One exchange of one SASL mechanism (RFC 4422 §3), socket-free: challenges in, responses out, as decoded octets
 * (base64 is the caller's). An exchange serves once; after an error it answers no further challenge.
 */
export interface SaslExchange {
  /** Octets for the initial response, or undefined when the server speaks first. */
  readonly initialResponse: Buffer | undefined;

  /**
   * Answers one challenge. Throws SaslError when the challenge is malformed, when there was nothing left to ask, or
   * when the server fails to prove itself.
   */
  respond(challenge: Buffer): Buffer;

  /**
   * To be called at the server's success (`+OK`). Throws SaslError when the exchange is not complete, e.g. when SCRAM's
   * server signature was never verified.
   */
  finish(): void;
}
