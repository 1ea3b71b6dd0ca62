import type { ErrorCode } from '../../shared/error-codes.ts';
import type { EventSink, EventType } from '../../shared/events.ts';
import type { RpopError } from '../../shared/errors.ts';
import { Redactor } from '../logging/redactor.ts';
import type { Trace } from '../pop3/trace.ts';

/**
 * Writes one session's log events. Servers repeat what they are sent: whatever of them is let out of the session goes
 * through `hide` first.
 */
export class SessionLog {
  readonly #redactor = new Redactor();
  readonly #emit: EventSink;
  readonly #connection: string | undefined;
  readonly #now: () => number;

  constructor(emit: EventSink, connection: string | undefined, now: () => number, password: string) {
    this.#redactor.register(password);
    this.#emit = emit;
    this.#connection = connection;
    this.#now = now;
  }

  write(eventType: EventType, message: string, code?: ErrorCode): void {
    const event = {
      type: 'log',
      eventType,
      at: this.#now(),
      connection: this.#connection,
      message: this.hide(message),
    } as const;
    this.#emit(code === undefined ? event : { ...event, code });
  }

  /** The text without the password, and without what proved it to the server. */
  hide(text: string): string {
    return this.#redactor.redact(text);
  }

  problem(eventType: 'error' | 'warning', error: RpopError): void {
    const words = error.serverText ? ` The server said: ${error.serverText}` : '';
    this.write(eventType, `${error.message}${words}`, error.code);
  }

  /** Learns what is to be hidden, and with `dialogue` writes the protocol down: C for client, S for server. */
  trace(dialogue: boolean): Trace {
    return {
      secret: (text) => void this.#redactor.register(text),
      sent: (shown) => {
        if (dialogue) this.write('protocol', `C: ${shown}`);
      },
      received: ({ kind, text }) => {
        if (!dialogue) return;
        const indicator = { ok: '+OK', err: '-ERR', challenge: '+' }[kind];
        this.write('protocol', `S: ${indicator} ${kind === 'challenge' ? '***' : text}`.trimEnd());
      },
    };
  }
}
