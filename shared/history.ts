/** The history of sessions. Times are milliseconds since the epoch; octets as the server counts them. */

/** One session that did something or failed; sessions that found nothing new leave no record. */
export interface SessionRecord {
  readonly id: number;
  /** The connection's id. */
  readonly connection: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly retrieved: number;
  readonly deleted: number;
  readonly skipped: number;
  readonly failed: number;
  readonly octets: number;
  /** Undefined when it ended well. */
  readonly error: { readonly code: string; readonly message: string } | undefined;
}

/** What came in one hour or day. */
export interface HistoryBucket {
  /** Its beginning, in the local time zone. */
  readonly at: number;
  readonly messages: number;
  readonly octets: number;
  readonly sessions: number;
  readonly failures: number;
}
