import type { Connection } from '../../shared/connection.ts';
import type { ConfigurationImport } from '../../shared/configuration-document.ts';
import { RpopError } from '../../shared/errors.ts';
import type { RequestInput } from '../../shared/service-contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { EventLog } from '../logging/event-log.ts';
import type { Ledger } from '../store/ledger.ts';
import type { RunHistory } from '../store/run-history.ts';
import type { Configuration } from './configuration.ts';
import { planImport } from './configuration-transfer.ts';
import type { Scheduler } from './scheduler.ts';
import type { ScheduledConnection, SchedulePolicy } from './scheduler-types.ts';
import type { ServiceEvents } from './service-events.ts';
import type { SessionBoard } from './session-board.ts';
import { revisionOf } from './session-policy.ts';
import type { Say, Sessions } from './sessions.ts';
import type { ThreadPool } from './thread-pool.ts';
import type { UnseenMail } from './unseen-mail.ts';

const MINUTE_MS = 60_000;

export interface ChangesSurroundings {
  readonly configuration: Configuration;
  readonly scheduler: Scheduler;
  readonly pool: ThreadPool;
  readonly sessions: Sessions;
  readonly log: EventLog;
  readonly events: ServiceEvents;
  readonly ledger: Ledger;
  readonly board: SessionBoard;
  readonly runs: RunHistory;
  readonly unseen: UnseenMail;
  readonly say: Say;
}

/** Changes of connections and settings, and what follows from them at once in the running service. */
export class ConfigurationChanges {
  readonly #with: ChangesSurroundings;

  constructor(surroundings: ChangesSurroundings) {
    this.#with = surroundings;
  }

  /** What is configured takes its place in the schedule and the log. */
  begin(): void {
    const { configuration, scheduler } = this.#with;
    const { all } = configuration.connections;
    for (const connection of all) this.#nameInLog(connection);
    this.#together(() => {
      scheduler.setConnections(all.map(placeOf));
    });
  }

  async add({ draft, password }: RequestInput<'connections.add'>): Promise<Connection> {
    const connection = await this.#with.configuration.add(draft, password);
    this.#take(connection, 'added');
    return connection;
  }

  async edit(input: RequestInput<'connections.edit'>): Promise<Connection> {
    const { connection: which, changes, password, sameMailbox } = input;
    const { configuration, scheduler } = this.#with;
    const connection = await configuration.edit(which, changes, { password, sameMailbox });
    this.#take(connection, 'changed');
    // Another server or certificate is another revision, which lifts a hold by itself.
    if (password !== undefined) scheduler.release(connection.id);
    return connection;
  }

  async remove({ connection: which, forget }: RequestInput<'connections.remove'>): Promise<Connection> {
    const { configuration, scheduler, sessions, ledger, runs, board, unseen, log, events, say } = this.#with;
    const connection = await configuration.remove(which);
    await scheduler.remove(connection.id);
    sessions.forsake(connection.id);
    if (forget) {
      ledger.forget(connection.mailbox);
      runs.forget(connection.id);
    }
    board.forget(connection.id);
    unseen.forget(connection.id);
    say('information', `The connection ${connection.name} was removed.`);
    log.removeConnection(connection.id);
    events.emit({ type: 'configuration-changed' });
    return connection;
  }

  async set(changes: unknown): Promise<Settings> {
    const { configuration, pool, scheduler, log, events, say } = this.#with;
    const settings = await configuration.settings.change(changes);
    pool.resize(settings.threads);
    scheduler.setPolicy(schedulePolicy(settings));
    log.configure(settings.logging);
    say('information', 'The settings were changed.');
    events.emit({ type: 'configuration-changed' });
    events.statusChanged();
    return settings;
  }

  async import({ document, apply }: RequestInput<'configuration.import'>): Promise<ConfigurationImport> {
    const { configuration } = this.#with;
    const plan = planImport(configuration, document);
    if (!apply) return plan.import;
    const idOf = (name: string): string | undefined => configuration.connections.named(name)?.id;
    // First, for the limits of the connections are among them; and again, for logging rules name the new connections.
    await this.set(plan.settingsFor(idOf));
    const added = await configuration.connections.addAll(plan.drafts);
    this.#together(() => {
      for (const connection of added) this.#take(connection, 'added');
    });
    if (added.length > 0) await this.set(plan.settingsFor(idOf));
    return plan.import;
  }

  /** A connection is new or not as it was. */
  #take(connection: Connection, what: 'added' | 'changed'): void {
    const { scheduler, events, say } = this.#with;
    this.#nameInLog(connection);
    scheduler.put(placeOf(connection));
    say('information', `The connection was ${what}.`, connection.id);
    events.emit({ type: 'configuration-changed' });
  }

  #nameInLog({ id, name, eventTypes }: Connection): void {
    this.#with.log.setConnection(id, { name, ...(eventTypes === undefined ? {} : { eventTypes }) });
  }

  /** A flush for each of a thousand connections would take seconds. What is not kept costs an early poll, no more. */
  #together(work: () => void): void {
    const { ledger, say } = this.#with;
    try {
      ledger.together(work);
    } catch (error) {
      if (!(error instanceof RpopError)) throw error;
      say('error', `The schedule could not be kept: ${error.message}`, undefined, error.code);
    }
  }
}

/** How often any connection may be polled. */
export function schedulePolicy({ minimumIntervalMinutes, batteryFactor }: Settings): SchedulePolicy {
  return { minIntervalMs: minimumIntervalMinutes * MINUTE_MS, batteryFactor };
}

function placeOf(connection: Connection): ScheduledConnection {
  const { id, intervalMinutes, enabled } = connection;
  return { id, intervalMs: intervalMinutes * MINUTE_MS, enabled, revision: revisionOf(connection) };
}
