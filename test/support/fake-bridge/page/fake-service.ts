import {
  type Connection,
  connectionDraftSchema,
  defaultFolder,
  defaultPort,
} from '../../../../shared/connection.ts';
import type { ErrorReport } from '../../../../shared/errors.ts';
import type { LogEvent } from '../../../../shared/events.ts';
import { fieldProblems } from '../../../../shared/field-problem.ts';
import type { SessionRecord } from '../../../../shared/history.ts';
import type { WindowEvent } from '../../../../shared/ipc.ts';
import type { FolderSummary } from '../../../../shared/mail-index.ts';
import { ReportedError } from '../../../../shared/reported-error.ts';
import { type Settings, settingsSchema } from '../../../../shared/settings.ts';
import type { ConnectionStatus, ServiceStatus } from '../../../../shared/status.ts';
import { type SampleConnection, uuid, waitingStatus } from './sample-connections.ts';
import { sampleFolders, sampleLog, sampleSessions } from './sample-mail.ts';

const TICK_MS = 400;

/** What the fake service holds, and how it changes. */
export class FakeService {
  readonly connections = new Map<string, Connection>();
  readonly statuses = new Map<string, ConnectionStatus>();
  readonly folders: FolderSummary[];
  readonly sessions: SessionRecord[];
  readonly log: LogEvent[];
  settings: Settings = settingsSchema.parse({});
  readonly #paused = new Set<string>();
  #servicePaused: { readonly until: number | undefined } | undefined;
  readonly #listeners = new Set<(event: WindowEvent) => void>();

  constructor(samples: readonly SampleConnection[], now: number) {
    for (const { connection, status } of samples) {
      this.connections.set(connection.id, connection);
      this.statuses.set(connection.id, status);
    }
    this.folders = sampleFolders(samples, now);
    this.sessions = samples.length === 0 ? [] : sampleSessions(samples, now);
    this.log = samples.length === 0 ? [] : sampleLog(samples, now);
  }

  subscribe(listener: (event: WindowEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: WindowEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  status(): ServiceStatus {
    const statuses = [...this.statuses.values()];
    const fetching = statuses.filter(({ state }) => state === 'fetching');
    return {
      running: true,
      processId: 4242,
      dataFolder: '/home/ada/.local/share/rpop',
      mailRoot: '/home/ada/.local/share/rpop/mail',
      paused: this.#servicePaused,
      online: true,
      threads: {
        threads: 2,
        running: fetching.length,
        waiting: statuses.filter(({ state }) => state === 'queued').length,
        limits: this.settings.threads,
        sessions: fetching.map(({ id }, index) => ({
          connection: id,
          thread: 1 + (index % 2),
          startedAt: Date.now() - 5_000,
        })),
      },
      credentialStore: { kind: 'keychain', description: 'the keychain of this computer' },
      logTrouble: [],
      connections: statuses,
    };
  }

  find(nameOrId: string): Connection {
    const found =
      this.connections.get(nameOrId) ??
      [...this.connections.values()].find(({ name }) => name.toLowerCase() === nameOrId.toLowerCase());
    if (found === undefined) throw usage('no-such-connection', `There is no connection ${nameOrId}.`);
    return found;
  }

  /** Adds a connection, or changes one, as ConnectionStore does. */
  keep(draft: unknown, before?: Connection): Connection {
    const parsed = connectionDraftSchema.safeParse(draft);
    if (!parsed.success) throw usage('invalid-connection', parsed.error.message, fieldProblems(parsed.error));
    const fields = parsed.data;
    for (const { id, name } of this.connections.values()) {
      if (id !== before?.id && name.toLowerCase() === fields.name.toLowerCase()) {
        const message = `There is a connection named ${fields.name} already.`;
        throw usage('invalid-connection', message, [{ field: 'name', message }]);
      }
    }
    const connection: Connection = {
      ...fields,
      id: before?.id ?? uuid(1_000_000 + this.connections.size),
      mailbox: before?.mailbox ?? `${fields.username}@${fields.host}`,
      port: fields.port ?? defaultPort(fields.encryption),
      folder: fields.folder ?? defaultFolder(fields.name),
      intervalMinutes: fields.intervalMinutes ?? this.settings.defaultIntervalMinutes,
    };
    this.connections.set(connection.id, connection);
    const { id, name, enabled, folder } = connection;
    const status = this.statuses.get(id) ?? waitingStatus(connection, Date.now());
    this.emit({ type: 'configuration' });
    this.change({ ...status, name, enabled, folder });
    return connection;
  }

  remove(nameOrId: string): Connection {
    const connection = this.find(nameOrId);
    this.connections.delete(connection.id);
    this.statuses.delete(connection.id);
    this.emit({ type: 'configuration' });
    this.#tell([], [connection.id]);
    return connection;
  }

  pause(nameOrId: string | undefined, until: number | undefined): void {
    if (nameOrId === undefined) {
      this.#servicePaused = { until };
      this.#tell([]);
      return;
    }
    const { id } = this.find(nameOrId);
    this.#paused.add(id);
    this.#update(id, {
      paused: true,
      state: 'held',
      next: 'waiting: paused',
      nextAt: undefined,
      progress: undefined,
    });
  }

  resume(nameOrId: string | undefined): void {
    if (nameOrId === undefined) {
      this.#servicePaused = undefined;
      this.#tell([]);
      return;
    }
    const { id } = this.find(nameOrId);
    this.#paused.delete(id);
    this.#update(id, {
      paused: false,
      state: 'waiting',
      next: 'in a moment: resumed',
      nextAt: Date.now() + 2_000,
    });
  }

  fetch(nameOrId: string): void {
    const { id } = this.find(nameOrId);
    const progress = { messagesDone: 0, messagesTotal: 24, octetsDone: 0, octetsTotal: 1_920_000 };
    this.#update(id, {
      state: 'fetching',
      attention: false,
      next: 'now: fetching',
      nextAt: undefined,
      progress,
    });
  }

  cancel(nameOrId: string): void {
    this.#finish(this.find(nameOrId).id);
  }

  seen(nameOrId: string | undefined): void {
    const ids = nameOrId === undefined ? [...this.statuses.keys()] : [this.find(nameOrId).id];
    const changed = ids.flatMap((id) => {
      const status = this.statuses.get(id);
      return status === undefined || status.unseen === 0 ? [] : [{ ...status, unseen: 0 }];
    });
    if (changed.length > 0) this.#tell(changed);
  }

  /** Moves every running fetch on, a little at a time, for ever. */
  run(): void {
    setInterval(() => {
      for (const { id, state, progress } of this.statuses.values()) {
        if (state !== 'fetching' || progress === undefined) continue;
        const messagesDone = Math.min(progress.messagesTotal, progress.messagesDone + 3);
        if (messagesDone === progress.messagesTotal) this.#finish(id);
        else {
          const octetsDone = Math.round((progress.octetsTotal * messagesDone) / progress.messagesTotal);
          this.#update(id, { progress: { ...progress, messagesDone, octetsDone } });
        }
      }
    }, TICK_MS);
  }

  change(status: ConnectionStatus): void {
    this.#tell([status]);
  }

  #finish(id: string): void {
    const now = Date.now();
    const status = this.statuses.get(id);
    if (status === undefined) return;
    const newMessages = status.progress?.messagesDone ?? 0;
    const last = { startedAt: now - 4_000, endedAt: now, newMessages, error: undefined };
    this.#update(id, {
      state: 'waiting',
      failures: 0,
      next: 'in 10 min: interval',
      nextAt: now + 600_000,
      progress: undefined,
      unseen: status.unseen + newMessages,
      last,
    });
    this.emit({ type: 'mail', folder: status.folder });
  }

  #update(id: string, changes: Partial<ConnectionStatus>): void {
    const status = this.statuses.get(id);
    if (status !== undefined) this.#tell([{ ...status, ...changes }]);
  }

  #tell(connections: readonly ConnectionStatus[], removed: readonly string[] = []): void {
    for (const status of connections) this.statuses.set(status.id, status);
    const { connections: _all, ...service } = this.status();
    this.emit({ type: 'status', service, connections, removed });
  }
}

export function usage(code: string, message: string, problems?: ErrorReport['problems']): ReportedError {
  const hint = 'Correct it and try again; nothing was changed.';
  return new ReportedError({ code, kind: 'usage', message, hint, ...(problems && { problems }) });
}
