import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { RpopError, type ErrorKind } from '../../shared/errors.ts';
import type { Connection } from '../../shared/connection.ts';
import { timeoutsFrom } from '../pop3/limits.ts';
import type { FetchRequest } from './fetch-request.ts';
import type { RetrievalPolicy } from './retrieval-plan.ts';

/** A connection cannot be used as it is set. */
export class ConnectionSettingsError extends RpopError {
  override readonly kind: ErrorKind = 'usage';
}

/** What the retrieval plan has to know of a connection. `larger` lifts the size limit for once. */
export function policyOf(connection: Connection, larger = false): RetrievalPolicy {
  const { afterTransfer, largestMessageOctets, largerMessages, messagesPerSession, order } = connection;
  return {
    afterTransfer,
    largestMessageOctets: larger ? 0 : largestMessageOctets,
    largerMessages,
    messagesPerSession,
    order,
  };
}

/** A connection and its password as a session wants them. Throws ConnectionSettingsError for a CA file that cannot be read. */
export function requestOf(
  connection: Connection,
  password: string,
  { protocolEvents, larger = false }: { protocolEvents: boolean; larger?: boolean },
): FetchRequest {
  const { id, host, port, encryption, username, authentication, fingerprint, caFile } = connection;
  return {
    connection: id,
    address: { host, port, encryption, fingerprint, ca: readAuthorities(caFile) },
    credentials: { username, password },
    authentication,
    timeouts: timeoutsFrom(connection.timeoutSeconds),
    policy: policyOf(connection, larger),
    protocolEvents,
  };
}

/** Changes when a session with another server or user would be another session. */
export function revisionOf(connection: Connection): string {
  const { host, port, encryption, username, authentication, caFile, fingerprint } = connection;
  const parts = [host, port, encryption, username, authentication, caFile, fingerprint];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function readAuthorities(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    const pem = readFileSync(file, 'utf8');
    if (pem.includes('-----BEGIN')) return pem;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConnectionSettingsError(`The CA file ${file} cannot be read: ${why}`, {
      code: 'ca-file',
      hint: 'Check its path and permissions, or take it out of the connection.',
      cause: error,
    });
  }
  throw new ConnectionSettingsError(`The CA file ${file} holds no certificate.`, {
    code: 'ca-file',
    hint: 'Give a file of PEM certificates.',
  });
}
