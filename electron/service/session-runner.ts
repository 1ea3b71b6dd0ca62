import type { Connection } from '../../shared/connection.ts';
import type { EventSink, LogEvent } from '../../shared/events.ts';
import type { SessionSummary } from '../../shared/service-contract.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import { AuthenticationError, CancelledError } from '../pop3/errors.ts';
import type { FetchOutcome } from './fetch-task.ts';
import type { SessionOutcome } from './poll-history.ts';
import { requestOf } from './session-policy.ts';
import type { ThreadPool } from './thread-pool.ts';

export interface SessionRunnerOptions {
  readonly pool: ThreadPool;
  readonly credentials: CredentialStore;
  readonly ledgerPath: string;
  readonly mailRoot: () => string;
  readonly emit: EventSink;
  readonly redactor: {
    /** Passwords that may come up in what the server says: told before a session, forgotten after it. */
    register(secret: string): () => void;
    redact(text: string): string;
  };
  readonly protocolEvents: (connection: Connection) => boolean;
  /** It is known now which thread runs a session of the connection. */
  readonly onThread: (connection: string) => void;
}

export interface SessionWish {
  readonly started: () => void;
  /** Messages over the size limit, too. */
  readonly larger: boolean;
  readonly preview: boolean;
  /** Told every event of the session, the protocol's too whatever is logged, without secrets. */
  readonly capture?: ((event: LogEvent) => void) | undefined;
}

/** Runs sessions of configured connections in the thread pool. The password is fetched for the session and not kept. */
export class SessionRunner {
  readonly #with: SessionRunnerOptions;

  constructor(surroundings: SessionRunnerOptions) {
    this.#with = surroundings;
  }

  /** Rejects with an RpopError when the session did not come about, or its worker died. */
  async run(connection: Connection, signal: AbortSignal, wish: SessionWish): Promise<FetchOutcome> {
    const { pool, credentials, redactor, protocolEvents, emit, onThread } = this.#with;
    // A vault may wait for its passphrase: the session can be ended all the same.
    const password = await unlessAborted(credentials.get(connection.id), signal);
    if (password === undefined) throw noPassword(connection);
    const release = redactor.register(password);
    const logged = protocolEvents(connection);
    const { capture } = wish;
    try {
      const onEvent = capture === undefined ? emit : this.#capturing(capture, logged);
      const protocol = logged || capture !== undefined;
      return await pool.run(this.#task(connection, password, { ...wish, protocol }), signal, {
        onStarted: wish.started,
        onEvent,
        onThread: () => {
          onThread(connection.id);
        },
      });
    } finally {
      release();
    }
  }

  /** What a fetch would do for a connection that is not kept, or not like this. It leaves nothing in the log. */
  async previewDraft(connection: Connection, password: string, signal: AbortSignal): Promise<FetchOutcome> {
    const wish = { larger: false, preview: true, protocol: false };
    const task = this.#task(connection, password, wish);
    return this.#with.pool.run({ ...task, request: { ...task.request, connection: undefined } }, signal, {
      onStarted: () => undefined,
      onEvent: () => undefined,
    });
  }

  #task(
    connection: Connection,
    password: string,
    { larger, preview, protocol }: Pick<SessionWish, 'larger' | 'preview'> & { protocol: boolean },
  ) {
    const { ledgerPath, mailRoot } = this.#with;
    return {
      request: requestOf(connection, password, { protocolEvents: protocol, larger }),
      mailboxKey: connection.mailbox,
      ledgerPath,
      mailRoot: mailRoot(),
      folder: connection.folder,
      preview,
    };
  }

  #capturing(capture: (event: LogEvent) => void, logged: boolean): EventSink {
    const { emit, redactor } = this.#with;
    return (event) => {
      if (event.type === 'log') capture({ ...event, message: redactor.redact(event.message) });
      if (logged || event.type !== 'log' || event.eventType !== 'protocol') emit(event);
    };
  }
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    aborted.reject(new CancelledError());
  };
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([aborted.promise, work]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

export function noPassword({ name }: Pick<Connection, 'name'>): AuthenticationError {
  return new AuthenticationError(`There is no password for ${name}.`, {
    code: 'no-password',
    hint: `Give it: edit the connection, or rpop connections edit "${name}" --password-stdin.`,
  });
}

/** What the scheduler has to know of a session's end. */
export function scheduleOutcome({ counts, error, login }: FetchOutcome): SessionOutcome {
  const facts = {
    ...(login === undefined ? {} : { loginAfterMs: login.afterMs, server: serverFacts(login) }),
  };
  if (error === undefined) return { kind: 'success', newMessages: counts.retrieved, ...facts };
  const { kind, code, responseCode } = error;
  const known = KNOWN_RESPONSE_CODES.find((value) => value === responseCode);
  return { kind: 'failure', error: kind, code, ...(known ? { responseCode: known } : {}), ...facts };
}

const KNOWN_RESPONSE_CODES = ['IN-USE', 'LOGIN-DELAY', 'SYS/TEMP', 'SYS/PERM', 'AUTH'] as const;

function serverFacts({ loginDelaySeconds, expireDays }: NonNullable<FetchOutcome['login']>): {
  loginDelaySeconds?: number;
  expireDays?: number;
} {
  return {
    ...(loginDelaySeconds === undefined ? {} : { loginDelaySeconds }),
    ...(expireDays === undefined ? {} : { expireDays }),
  };
}

export function summaryOf({ counts, error }: FetchOutcome): SessionSummary {
  return { ...counts, error };
}
