import type { Connection } from '../../shared/connection.ts';
import type { EventSink } from '../../shared/events.ts';
import type { SessionSummary } from '../../shared/service-contract.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import { AuthenticationError } from '../pop3/errors.ts';
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
  /** Passwords that may come up in what the server says: told before a session, forgotten after it. */
  readonly redact: (secret: string) => () => void;
  readonly protocolEvents: (connection: Connection) => boolean;
}

/** Runs sessions of configured connections in the thread pool. The password is fetched for the session and not kept. */
export class SessionRunner {
  readonly #with: SessionRunnerOptions;

  constructor(surroundings: SessionRunnerOptions) {
    this.#with = surroundings;
  }

  /** Rejects with an RpopError when the session did not come about, or its worker died. */
  async run(
    connection: Connection,
    signal: AbortSignal,
    { started, larger, preview }: { started: () => void; larger: boolean; preview: boolean },
  ): Promise<FetchOutcome> {
    const { pool, credentials, ledgerPath, mailRoot, emit, redact, protocolEvents } = this.#with;
    const password = await credentials.get(connection.id);
    if (password === undefined) throw noPassword(connection);
    const release = redact(password);
    try {
      return await pool.run(
        {
          request: requestOf(connection, password, { protocolEvents: protocolEvents(connection), larger }),
          mailboxKey: connection.mailbox,
          ledgerPath,
          mailRoot: mailRoot(),
          folder: connection.folder,
          preview,
        },
        signal,
        { onStarted: started, onEvent: emit },
      );
    } finally {
      release();
    }
  }
}

export function noPassword({ name }: Connection): AuthenticationError {
  return new AuthenticationError(`There is no password for ${name}.`, {
    code: 'no-password',
    hint: `Give it: rpop connections edit "${name}" --password-stdin.`,
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
