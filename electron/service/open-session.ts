import { Pop3Client } from '../pop3/client.ts';
import { CancelledError } from '../pop3/errors.ts';
import type { FetchRequest, LoginFacts } from './fetch-request.ts';
import type { SessionLog } from './session-log.ts';

export interface OpenSessionOptions {
  readonly request: Pick<
    FetchRequest,
    'address' | 'timeouts' | 'credentials' | 'authentication' | 'protocolEvents'
  >;
  readonly log: SessionLog;
  /** Until the login there is nothing to end well: both signals close the socket. */
  readonly stop: AbortSignal;
  readonly abort: AbortSignal;
  /** Called when the password is about to be sent. */
  readonly onLogin: (server: Pick<LoginFacts, 'loginDelaySeconds' | 'expireDays'>) => void;
}

/**
 * Connects and logs in. From then on `abort` alone closes the socket. Throws what `Pop3Client.open` and `signIn`
 * throw, CancelledError when it was stopped.
 */
export async function openSession(options: OpenSessionOptions): Promise<Pop3Client> {
  const { request, log, stop, abort, onLogin } = options;
  const { address, timeouts, credentials, authentication, protocolEvents } = request;
  const close = new AbortController();
  const end = (): void => {
    close.abort(new CancelledError());
  };
  abort.addEventListener('abort', end, { once: true });
  stop.addEventListener('abort', end, { once: true });
  if (abort.aborted || stop.aborted) end();
  let client: Pop3Client | undefined;
  try {
    client = await Pop3Client.open({
      address,
      timeouts,
      signal: close.signal,
      trace: log.trace(protocolEvents),
    });
    const { loginDelaySeconds, expireDays } = client.capabilities;
    onLogin({ loginDelaySeconds, expireDays });
    const method = await client.signIn(credentials, authentication);
    log.write('information', `Logged in to ${address.host} by ${method}.`);
    return client;
  } catch (error) {
    client?.close();
    throw error;
  } finally {
    stop.removeEventListener('abort', end);
  }
}
