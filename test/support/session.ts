import { join } from 'node:path';
import type { LogEvent } from '../../shared/events.ts';
import { Maildir } from '../../electron/delivery/maildir.ts';
import { timeoutsFrom } from '../../electron/pop3/limits.ts';
import type { ServerAddress } from '../../electron/pop3/server-address.ts';
import type { FetchRequest, FetchResult } from '../../electron/service/fetch-request.ts';
import { fetchSession } from '../../electron/service/fetch-session.ts';
import type { RetrievalPolicy } from '../../electron/service/retrieval-plan.ts';
import { Ledger } from '../../electron/store/ledger.ts';

/** Never aborted. A new one for each use: sessions that were cut off leave no listener behind on it. */
const never = (): AbortSignal => new AbortController().signal;

export type AfterTransfer = RetrievalPolicy['afterTransfer'];

export interface SessionWish {
  readonly address: Pick<ServerAddress, 'port'> & Partial<ServerAddress>;
  /** Holds the ledger. */
  readonly data: string;
  readonly into: string;
  readonly username?: string;
  readonly timeoutSeconds?: number;
  readonly afterTransfer?: AfterTransfer;
  readonly mailboxKey?: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly request?: Partial<FetchRequest>;
  readonly stop?: AbortSignal;
  readonly abort?: AbortSignal;
  readonly onLog?: (event: LogEvent) => void;
  /** How long to wait for another process's transaction, in milliseconds. */
  readonly busyMs?: number;
}

/** One session in this process, with a ledger and a Maildir of its own that are closed after it. */
export async function runSession(wish: SessionWish): Promise<FetchResult> {
  const { address, data, into, username = 'me', timeoutSeconds = 1, now = Date.now } = wish;
  const { afterTransfer = { policy: 'keep' }, mailboxKey = 'test', busyMs } = wish;
  const ledger = await Ledger.open(join(data, 'ledger.sqlite'), {
    now,
    onSetAside: () => undefined,
    ...(busyMs === undefined ? {} : { busyMs }),
  });
  try {
    return await fetchSession(
      {
        connection: undefined,
        address: { host: '127.0.0.1', encryption: 'none', ...address },
        credentials: { username, password: 'secret' },
        authentication: 'auto',
        timeouts: timeoutsFrom(timeoutSeconds),
        policy: {
          afterTransfer,
          largestMessageOctets: 0,
          largerMessages: 'skip',
          messagesPerSession: 0,
          order: 'oldest',
        },
        protocolEvents: false,
        ...wish.request,
      },
      {
        mailboxKey,
        ledger: ledger.mailbox(mailboxKey),
        target: new Maildir(into),
        emit: (event) => {
          if (event.type === 'log') wish.onLog?.(event);
        },
        now,
        stop: wish.stop ?? never(),
        abort: wish.abort ?? never(),
      },
    );
  } finally {
    ledger.close();
  }
}
