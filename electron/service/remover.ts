import type { Pop3Client } from '../pop3/client.ts';
import { RefusedError } from '../pop3/errors.ts';
import type { ListedMessage } from './retrieval-plan.ts';
import { windowOf } from './window.ts';

/**
 * Marks messages for deletion (DELE), in a window, beside whatever else the session does. Only messages that the
 * ledger holds as durable are ever given to it.
 */
export class Remover {
  readonly #client: Pop3Client;
  readonly #onRefused: (message: ListedMessage, error: RefusedError) => void;
  readonly #queue: ListedMessage[] = [];
  readonly #marked: string[] = [];
  #unrefused = 0;
  #next = 0;
  #underWay = 0;
  #failure: { reason: unknown } | undefined;
  #idle: PromiseWithResolvers<void> | undefined;

  constructor(client: Pop3Client, onRefused: (message: ListedMessage, error: RefusedError) => void) {
    this.#client = client;
    this.#onRefused = onRefused;
  }

  remove(messages: readonly ListedMessage[]): void {
    for (const message of messages) this.#queue.push(message);
    this.#fill();
  }

  /** UIDs that were answered +OK. */
  get marked(): readonly string[] {
    return this.#marked;
  }

  /** How many DELE were sent and not refused: whether they were answered or not, the server may carry them out. */
  get unrefused(): number {
    return this.#unrefused;
  }

  /** Resolves when every DELE is answered. Throws what ended the session, if something did. */
  async settled(): Promise<void> {
    if (this.#underWay > 0) await (this.#idle ??= Promise.withResolvers<void>()).promise;
    if (this.#failure !== undefined) throw this.#failure.reason;
  }

  #fill(): void {
    while (this.#failure === undefined && this.#underWay < windowOf(this.#client)) {
      const message = this.#queue[this.#next];
      if (message === undefined) break;
      if (this.#client.failure !== undefined) {
        this.#failure = { reason: this.#client.failure };
        break;
      }
      this.#next += 1;
      this.#underWay += 1;
      void this.#mark(message);
    }
    if (this.#underWay === 0) this.#idle?.resolve();
  }

  async #mark(message: ListedMessage): Promise<void> {
    this.#unrefused += 1;
    try {
      await this.#client.dele(message.number);
      this.#marked.push(message.uid);
    } catch (error) {
      if (error instanceof RefusedError) {
        this.#unrefused -= 1;
        this.#onRefused(message, error);
      } else this.#failure ??= { reason: error };
    }
    this.#underWay -= 1;
    this.#fill();
  }
}
