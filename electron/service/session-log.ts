import type { EventSink, EventType } from '../../shared/events.ts';
import type { RpopError } from '../../shared/errors.ts';
import type { Trace } from '../pop3/trace.ts';

/** Writes one session's log events. */
export class SessionLog {
  readonly #emit: EventSink;
  readonly #connection: string | undefined;
  readonly #now: () => number;

  constructor(emit: EventSink, connection: string | undefined, now: () => number) {
    this.#emit = emit;
    this.#connection = connection;
    this.#now = now;
  }

  write(eventType: EventType, message: string, code?: string): void {
    const event = { type: 'log', eventType, at: this.#now(), connection: this.#connection, message } as const;
    this.#emit(code === undefined ? event : { ...event, code });
  }

  problem(eventType: 'error' | 'warning', error: RpopError): void {
    const words = error.serverText ? ` The server said: ${error.serverText}` : '';
    this.write(eventType, `${error.message}${words}`, error.code);
  }

  /** The protocol dialogue: C for client, S for server. */
  trace(): Trace {
    return {
      sent: (shown) => {
        this.write('protocol', `C: ${shown}`);
      },
      received: ({ kind, text }) => {
        const indicator = { ok: '+OK', err: '-ERR', challenge: '+' }[kind];
        this.write('protocol', `S: ${indicator} ${kind === 'challenge' ? '***' : text}`.trimEnd());
      },
    };
  }
}
