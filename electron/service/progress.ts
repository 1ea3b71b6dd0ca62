import type { EventSink } from '../../shared/events.ts';
import type { ListedMessage } from './retrieval-plan.ts';

/** The least time between two progress events, in milliseconds. */
const TICK_MS = 100;

/** Turns what a session does into progress events, in ticks; the last of a burst is told even if nothing follows. */
export class Progress {
  readonly #emit: EventSink;
  readonly #connection: string | undefined;
  #messagesDone = 0;
  #messagesTotal = 0;
  #octetsDone = 0;
  #octetsTotal = 0;
  #toldAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(emit: EventSink, connection: string | undefined) {
    this.#emit = emit;
    this.#connection = connection;
  }

  begin(messages: readonly ListedMessage[]): void {
    this.#messagesTotal = messages.length;
    for (const { octets } of messages) this.#octetsTotal += octets;
    this.#tell();
  }

  octets(count: number): void {
    this.#octetsDone += count;
    this.#tick();
  }

  /** Messages that became durable. */
  messages(count: number): void {
    this.#messagesDone += count;
    this.#tick();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#messagesTotal > 0) this.#tell();
  }

  #tick(): void {
    if (performance.now() - this.#toldAt >= TICK_MS) this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), TICK_MS);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#toldAt = performance.now();
    this.#emit({
      type: 'progress',
      connection: this.#connection,
      messagesDone: this.#messagesDone,
      messagesTotal: this.#messagesTotal,
      octetsDone: this.#octetsDone,
      octetsTotal: this.#octetsTotal,
    });
  }
}
