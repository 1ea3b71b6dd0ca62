import { type Connection, connectionSchema } from '../../../../shared/connection.ts';
import type { ErrorReport } from '../../../../shared/errors.ts';
import type { ConnectionStatus } from '../../../../shared/status.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export interface SampleConnection {
  readonly connection: Connection;
  readonly status: ConnectionStatus;
}

type Sketch = Partial<Connection> & Pick<Connection, 'name' | 'host' | 'username'>;

export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** A connection with its defaults, as the store would keep it. */
export function keptConnection(number: number, sketch: Sketch): Connection {
  return connectionSchema.parse({
    port: sketch.encryption === undefined || sketch.encryption === 'tls' ? 995 : 110,
    folder: sketch.name,
    intervalMinutes: 10,
    mailbox: `${sketch.username}@${sketch.host}`,
    id: uuid(number),
    ...sketch,
  });
}

export function waitingStatus({ id, name, enabled, folder }: Connection, now: number): ConnectionStatus {
  return {
    id,
    name,
    enabled,
    folder,
    state: 'waiting',
    next: 'in 4 min: interval',
    nextAt: now + 4 * MINUTE,
    failures: 0,
    last: undefined,
    progress: undefined,
    unseen: 0,
    paused: false,
    attention: false,
  };
}

const REFUSED: ErrorReport = {
  code: 'authentication-refused',
  kind: 'authentication',
  message: 'The server refused the user name or the password.',
  hint: 'Check both. Some providers want an app password instead of the usual one.',
  serverText: '[AUTH] Username and password not accepted. <b>Visit</b> https://support.google.com/mail/',
};
const CHANGED: ErrorReport = {
  code: 'certificate-changed',
  kind: 'tls',
  message: 'The server shows another certificate than the one that was accepted.',
  hint: "Compare fingerprints with the server's administrator before you accept the new one.",
};
const TIMEOUT: ErrorReport = {
  code: 'timeout',
  kind: 'connection',
  message: 'The server did not answer within 60 seconds.',
  hint: 'Check host and port; a longer timeout may help.',
};

/** A dozen connections, one in each state that there is. */
export function sampleConnections(now: number): SampleConnection[] {
  let number = 0;
  const sample = (sketch: Sketch, status: Partial<ConnectionStatus> = {}): SampleConnection => {
    number += 1;
    const connection = keptConnection(number, sketch);
    return { connection, status: { ...waitingStatus(connection, now), ...status } };
  };
  const ended = (minutesAgo: number, newMessages: number, error?: ErrorReport) => ({
    startedAt: now - minutesAgo * MINUTE - 4_000,
    endedAt: now - minutesAgo * MINUTE,
    newMessages,
    error,
  });
  const progress = (messagesDone: number, messagesTotal: number, octetsTotal: number) => ({
    messagesDone,
    messagesTotal,
    octetsDone: Math.round((octetsTotal * messagesDone) / messagesTotal),
    octetsTotal,
  });
  return [
    sample(
      { name: 'Work', host: 'pop.fastmail.com', username: 'ada@lovelace.example', intervalMinutes: 5 },
      { last: ended(1, 3), unseen: 3, next: 'in 4 min: interval' },
    ),
    sample(
      { name: 'Family', host: 'pop.gmx.net', username: 'ada.king@gmx.example', folder: 'Home/Family' },
      {
        state: 'fetching',
        next: 'now: fetching',
        nextAt: undefined,
        progress: progress(164, 412, 55_100_000),
        last: ended(12, 0),
      },
    ),
    sample(
      { name: 'Gmail', host: 'pop.gmail.com', username: 'ada.lovelace@gmail.example' },
      {
        state: 'held',
        attention: true,
        next: 'held: password refused',
        nextAt: undefined,
        failures: 1,
        last: ended(43, 0, REFUSED),
      },
    ),
    sample(
      {
        name: 'University',
        host: 'mail.analytical.example',
        username: 'alovelace',
        encryption: 'starttls',
        fingerprint: 'a1'.repeat(32),
        folder: 'Archive/University',
      },
      {
        state: 'waiting',
        attention: true,
        failures: 4,
        next: 'in 38 min: back-off after 4 failures; TLS or its certificate needs your attention',
        nextAt: now + 38 * MINUTE,
        last: ended(22, 0, CHANGED),
      },
    ),
    sample(
      { name: 'Side project', host: 'mail.engine.example', username: 'hello@engine.example' },
      { state: 'queued', next: 'now: waiting for a free thread', nextAt: undefined, last: ended(30, 12) },
    ),
    sample(
      { name: 'Newsletters', host: 'pop.mail.yahoo.com', username: 'ada.reads@yahoo.example' },
      { state: 'held', paused: true, next: 'waiting: paused', nextAt: undefined, last: ended(190, 28) },
    ),
    sample(
      {
        name: 'Invoices',
        host: 'pop.ionos.example',
        username: 'billing@engine.example',
        folder: 'Work/Invoices',
        afterTransfer: { policy: 'delete-after', days: 30 },
      },
      { next: 'in 7 min: interval', nextAt: now + 7 * MINUTE, last: ended(3, 0) },
    ),
    sample(
      { name: 'Chess club', host: 'mail.chess.example', username: 'secretary', encryption: 'none' },
      {
        failures: 3,
        next: 'in 11 min: back-off after 3 failures',
        nextAt: now + 11 * MINUTE,
        last: ended(9, 0, TIMEOUT),
      },
    ),
    sample(
      {
        name: 'Support desk',
        host: 'pop.zoho.com',
        username: 'support@engine.example',
        folder: 'Work/Support',
      },
      {
        state: 'fetching',
        next: 'now: fetching',
        nextAt: undefined,
        progress: progress(3, 38, 2_400_000),
        last: ended(5, 2),
        unseen: 2,
      },
    ),
    sample(
      {
        name: 'Old address',
        host: 'pop.aol.example',
        username: 'countess1815',
        enabled: false,
        folder: 'Archive/Old address',
      },
      { state: 'held', next: 'held: switched off', nextAt: undefined, last: ended(60 * 24 * 40, 0) },
    ),
    sample(
      { name: 'Home server', host: 'cellar.home.example', username: 'ada', intervalMinutes: 1 },
      {
        next: 'in 2 min: the server wants 180 s between logins',
        nextAt: now + 2 * MINUTE,
        last: ended(1, 0),
      },
    ),
    sample(
      { name: 'Print shop', host: 'pop.print.example', username: 'orders@print.example' },
      { next: 'in 1 min: first fetch', nextAt: now + MINUTE },
    ),
  ];
}

/** Many connections, to scroll. */
export function manyConnections(count: number, now: number): SampleConnection[] {
  const few = sampleConnections(now);
  return Array.from({ length: count }, (_, index) => {
    const sample = few.at(index % few.length);
    if (sample === undefined) throw new Error('There are no samples.');
    const number = index + 1;
    const name = `${sample.connection.name} ${number}`;
    const connection = keptConnection(number, {
      ...sample.connection,
      id: uuid(number),
      name,
      folder: `Many/${name}`,
    });
    const nextAt = sample.status.nextAt === undefined ? undefined : now + (index % 90) * MINUTE + HOUR;
    return {
      connection,
      status: { ...sample.status, id: connection.id, name, folder: connection.folder, nextAt },
    };
  });
}
