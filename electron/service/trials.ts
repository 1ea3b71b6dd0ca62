import type { Connection } from '../../shared/connection.ts';
import type { ConnectionTest, TestStep } from '../../shared/connection-test.ts';
import { ReportedError } from '../../shared/reported-error.ts';
import type { Preview, RequestInput } from '../../shared/service-contract.ts';
import { CancelledError } from '../pop3/errors.ts';
import type { Configuration } from './configuration.ts';
import { connectionTest } from './connection-test.ts';
import type { ServiceEvents } from './service-events.ts';
import { requestOf } from './session-policy.ts';
import { noPassword, type SessionRunner } from './session-runner.ts';

export interface TrialsSurroundings {
  readonly configuration: Configuration;
  readonly runner: SessionRunner;
  readonly events: ServiceEvents;
  /** Passwords that may come up in what the server says. */
  readonly redact: (secret: string) => () => void;
}

type Draft = Omit<RequestInput<'draft.preview'>, 'token'>;

/** Tests and previews of connections, kept ones and those that are still in a form. Nothing is fetched or kept. */
export class Trials {
  readonly #with: TrialsSurroundings;
  readonly #running = new Map<string, AbortController>();

  constructor(surroundings: TrialsSurroundings) {
    this.#with = surroundings;
  }

  async test(connection: Connection): Promise<ConnectionTest> {
    return this.#test(connection, await this.#passwordOf(connection), {});
  }

  async preview(connection: Connection): Promise<Preview> {
    const { signal } = new AbortController();
    const wish = { started: () => undefined, larger: false, preview: true };
    return previewIn(await this.#with.runner.run(connection, signal, wish));
  }

  /** Tells each step as an event with the token. Ends early, as cancelled, after `cancel`. */
  async testDraft({ token, ...draft }: RequestInput<'draft.test'>): Promise<ConnectionTest> {
    const connection = this.#connectionOf(draft);
    return this.#until(token, async (signal) =>
      this.#test(connection, await this.#passwordFor(draft, connection), {
        signal,
        onStep: (step) => {
          this.#with.events.emit({ type: 'test-step', token, step });
        },
      }),
    );
  }

  /** Throws RpopError: after `cancel`, CancelledError. */
  async previewDraft({ token, ...draft }: RequestInput<'draft.preview'>): Promise<Preview> {
    const { runner, redact } = this.#with;
    const connection = this.#connectionOf(draft);
    return this.#until(token, async (signal) => {
      const password = await this.#passwordFor(draft, connection);
      const release = redact(password);
      try {
        return previewIn(await runner.previewDraft(connection, password, signal));
      } finally {
        release();
      }
    });
  }

  cancel(token: string): void {
    this.#running.get(token)?.abort(new CancelledError());
  }

  cancelAll(): void {
    for (const running of this.#running.values()) running.abort(new CancelledError());
  }

  /** Whatever runs by the same token ends first. */
  async #until<T>(token: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const cancel = new AbortController();
    this.#running.get(token)?.abort(new CancelledError());
    this.#running.set(token, cancel);
    try {
      return await work(cancel.signal);
    } finally {
      if (this.#running.get(token) === cancel) this.#running.delete(token);
    }
  }

  async #test(
    connection: Connection,
    password: string,
    how: { signal?: AbortSignal; onStep?: (step: TestStep) => void },
  ): Promise<ConnectionTest> {
    const release = this.#with.redact(password);
    try {
      return await connectionTest(requestOf(connection, password, { protocolEvents: false }), how);
    } finally {
      release();
    }
  }

  #connectionOf({ draft, connection }: Pick<Draft, 'draft' | 'connection'>): Connection {
    const { connections } = this.#with.configuration;
    if (connection === undefined) return connections.completed(draft);
    return connections.changed(this.#with.configuration.connection(connection).id, draft);
  }

  async #passwordFor(
    { password, connection: kept }: Pick<Draft, 'password' | 'connection'>,
    connection: Connection,
  ): Promise<string> {
    if (password !== undefined) return password;
    if (kept === undefined) throw noPassword(connection);
    const { configuration } = this.#with;
    configuration.keptPasswordGoesTo(configuration.connection(kept), connection);
    return this.#passwordOf(connection);
  }

  async #passwordOf(connection: Connection): Promise<string> {
    const password = await this.#with.configuration.credentials.get(connection.id);
    if (password === undefined) throw noPassword(connection);
    return password;
  }
}

function previewIn({ error, preview }: Awaited<ReturnType<SessionRunner['run']>>): Preview {
  if (error !== undefined) throw new ReportedError(error);
  if (preview === undefined) throw new Error('A preview without its result.');
  return preview;
}
