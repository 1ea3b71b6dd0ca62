import type { ErrorReport } from '../../shared/errors.ts';
import type { ProgressEvent } from '../../shared/events.ts';
import type { SessionProgress } from '../../shared/status.ts';

/** What is known of the connections' sessions while the service runs: how far each is, and what the last error said. */
export class SessionBoard {
  readonly #progress = new Map<string, SessionProgress>();
  readonly #errors = new Map<string, ErrorReport>();

  progress({ connection, messagesDone, messagesTotal, octetsDone, octetsTotal }: ProgressEvent): void {
    if (connection === undefined) return;
    this.#progress.set(connection, { messagesDone, messagesTotal, octetsDone, octetsTotal });
  }

  ended(connection: string, error: ErrorReport | undefined): void {
    this.#progress.delete(connection);
    if (error === undefined) this.#errors.delete(connection);
    else this.#errors.set(connection, error);
  }

  forget(connection: string): void {
    this.#progress.delete(connection);
    this.#errors.delete(connection);
  }

  progressOf(connection: string): SessionProgress | undefined {
    return this.#progress.get(connection);
  }

  errorOf(connection: string): ErrorReport | undefined {
    return this.#errors.get(connection);
  }

  /** The connections whose last session ended with one of these errors. */
  failedWith(codes: readonly string[]): string[] {
    return [...this.#errors].flatMap(([id, { code }]) => (codes.includes(code) ? [id] : []));
  }
}
