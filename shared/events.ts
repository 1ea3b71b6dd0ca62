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
  readonly code?: string;
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
