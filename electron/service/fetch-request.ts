import type { EventSink } from '../../shared/events.ts';
import type { RpopError } from '../../shared/errors.ts';
import type { DeliveryTarget } from '../delivery/target.ts';
import type { AuthenticationWish } from '../pop3/sign-in.ts';
import type { Credentials } from '../pop3/sasl/mechanism.ts';
import type { ServerAddress } from '../pop3/server-address.ts';
import type { Timeouts } from '../pop3/limits.ts';
import type { MailboxLedger, SessionCounts } from '../store/mailbox-ledger.ts';
import type { RetrievalPolicy } from './retrieval-plan.ts';

/** One retrieval: from which maildrop, as whom, and what is to be done. */
export interface FetchRequest {
  /** The connection's id, for events. */
  readonly connection: string | undefined;
  readonly address: ServerAddress;
  readonly credentials: Credentials;
  readonly authentication: AuthenticationWish;
  readonly timeouts: Timeouts;
  readonly policy: RetrievalPolicy;
  /** Emit the protocol dialogue as events. */
  readonly protocolEvents: boolean;
}

/** What a session works with. */
export interface FetchSurroundings {
  /** Tells this maildrop's messages from all others, in the ledger and in file names. */
  readonly mailboxKey: string;
  readonly ledger: MailboxLedger;
  readonly target: DeliveryTarget;
  readonly emit: EventSink;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Aborted to end soon and well: what is durable is recorded, QUIT is sent if it can be. */
  readonly stop: AbortSignal;
  /** Aborted to end at once: the socket is closed; what is durable is still recorded. */
  readonly abort: AbortSignal;
}

/** How a session ended. It does not throw: what was done before an error counts, too. */
export interface FetchResult {
  /** `skipped` counts what was left alone: already here, too large, beyond a limit. */
  readonly counts: SessionCounts;
  /** What ended the session early, or the first thing that befell a single message. */
  readonly error: RpopError | undefined;
  /** Undefined when it never came to a login. */
  readonly login: LoginFacts | undefined;
  /** A few of the newest messages that came. */
  readonly arrived?: readonly ArrivedMessage[];
}

/** A message that was delivered, as its target names it. */
export interface ArrivedMessage {
  readonly digest: string;
  /** As they are in its file. */
  readonly octets: number;
}

/** What the scheduler has to know of a login. */
export interface LoginFacts {
  /** Milliseconds from the session's start. */
  readonly afterMs: number;
  /** RFC 2449 §6.5. */
  readonly loginDelaySeconds: number | undefined;
  /** RFC 2449 §6.7. */
  readonly expireDays: number | undefined;
}
