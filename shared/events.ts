import type { TestStep } from './connection-test.ts';
import type { ErrorCode } from './error-codes.ts';

/** What a running fetch tells the outside: log events and progress, over one channel. */

/** The event types a user can switch on or off, most serious first. */
export const EVENT_TYPES = ['critical', 'error', 'warning', 'information', 'protocol'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** One line for the log. `message` is for people and holds no secret and no message content. */
export interface LogEvent {
  readonly type: 'log';
  readonly eventType: EventType;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The connection's id, or undefined for the service itself. */
  readonly connection: string | undefined;
  readonly message: string;
  /** The code of the error that caused the event, where there was one. */
  readonly code?: ErrorCode;
}

/** How far a fetch has come. Emitted in ticks, never once a message. */
export interface ProgressEvent {
  readonly type: 'progress';
  readonly connection: string | undefined;
  readonly messagesDone: number;
  readonly messagesTotal: number;
  /** Octets as the server counts them (CRLF line endings). */
  readonly octetsDone: number;
  readonly octetsTotal: number;
}

export type FetchEvent = LogEvent | ProgressEvent;

/** Where a fetch sends its events. Must not throw and must not block. */
export type EventSink = (event: FetchEvent) => void;

/** What the service tells whoever listens: what its sessions say, and what changed. */
export type ServiceEvent =
  | FetchEvent
  /** `status` says something new of these connections. Comes once for many changes. */
  | { readonly type: 'status-changed'; readonly ids: ReadonlySet<string> }
  /** Connections or settings were changed. */
  | { readonly type: 'configuration-changed' }
  | NewMailEvent
  /** A folder was made before its first mail. */
  | { readonly type: 'folder-created'; readonly folder: string }
  | TestStepEvent
  | { readonly type: 'passphrase-wanted'; readonly question: 'new' | 'unlock' };

/** A session that brought mail has ended. */
export interface NewMailEvent {
  readonly type: 'new-mail';
  readonly connection: string;
  readonly folder: string;
  readonly messages: number;
  /** A few of the newest, for a notification. The senders' text. */
  readonly samples: readonly { readonly from: string; readonly subject: string }[];
}

/** One step of the test of a connection that is still in a form. */
export interface TestStepEvent {
  readonly type: 'test-step';
  readonly token: string;
  readonly step: TestStep;
}
