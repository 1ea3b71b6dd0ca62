import { join } from 'node:path';
import type { Connection } from '../../shared/connection.ts';
import { RpopError } from '../../shared/errors.ts';
import type { FetchEvent, LogEvent } from '../../shared/events.ts';
import { isLogged } from '../../shared/logging.ts';
import { formatOctets } from '../../shared/octets.ts';
import { ReportedError } from '../../shared/reported-error.ts';
import type { ConnectionTest } from '../../shared/connection-test.ts';
import type { Preview, RequestInput, SessionSummary } from '../../shared/service-contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ServiceStatus } from '../../shared/status.ts';
import { EventLog } from '../logging/event-log.ts';
import { CancelledError } from '../pop3/errors.ts';
import { Ledger } from '../store/ledger.ts';
import { acquireOwnership } from '../store/ownership.ts';
import { systemClock } from './clock.ts';
import { Configuration } from './configuration.ts';
import { connectionTest } from './connection-test.ts';
import type { FetchOutcome } from './fetch-task.ts';
import { OneOffs } from './one-offs.ts';
import type { SessionOutcome } from './poll-history.ts';
import { ledgerHistories } from './schedule-history.ts';
import { Scheduler } from './scheduler.ts';
import type { ScheduledConnection } from './scheduler-types.ts';
import { runningStatus } from './service-status.ts';
import { SessionBoard } from './session-board.ts';
import { requestOf, revisionOf } from './session-policy.ts';
import { noPassword, scheduleOutcome, SessionRunner, summaryOf } from './session-runner.ts';
import { ThreadPool } from './thread-pool.ts';
import { WORKER_FILE } from './worker-file.ts';

const MINUTE_MS = 60_000;

export interface ServiceOptions {
  readonly dataFolder: string;
  readonly env: NodeJS.ProcessEnv;
  /** A prompt for the passphrase of the vault. */
  readonly ask?: ((question: 'new' | 'unlock') => Promise<string | undefined>) | undefined;
  /** Threads over the minimum end after so many milliseconds without work. */
  readonly idleMs?: number;
}

/**
 * RPOP itself: connections, schedule, threads, passwords and log behind one façade, which the command line and the
 * window call. One process at a time owns a data folder. Everything throws RpopError.
 */
export class RpopService {
  readonly configuration: Configuration;
  readonly log: EventLog;
  readonly #dataFolder: string;
  readonly #ledger: Ledger;
  readonly #pool: ThreadPool;
  readonly #runner: SessionRunner;
  readonly #scheduler: Scheduler;
  readonly #board = new SessionBoard();
  readonly #oneOffs = new OneOffs();
  readonly #listeners = new Set<(event: FetchEvent) => void>();
  readonly #release: () => void;
  /** Whether it polls by the schedule. */
  #scheduled = false;

  private constructor(
    options: ServiceOptions,
    parts: { configuration: Configuration; ledger: Ledger; log: EventLog; release: () => void },
  ) {
    const { configuration, ledger, log, release } = parts;
    this.configuration = configuration;
    this.log = log;
    this.#dataFolder = options.dataFolder;
    this.#ledger = ledger;
    this.#release = release;
    const { idleMs } = options;
    this.#pool = new ThreadPool({
      workerFile: WORKER_FILE,
      limits: this.#settings.threads,
      ...(idleMs === undefined ? {} : { idleMs }),
    });
    this.#runner = new SessionRunner({
      pool: this.#pool,
      credentials: configuration.credentials,
      ledgerPath: ledgerPath(options.dataFolder),
      mailRoot: () => configuration.mailRoot,
      emit: (event) => {
        this.#emit(event);
      },
      redact: (secret) => log.redactor.register(secret),
      protocolEvents: ({ id, eventTypes }) =>
        isLogged(this.#settings.logging, { eventType: 'protocol', connection: id }, eventTypes),
    });
    this.#scheduler = new Scheduler({
      clock: systemClock,
      random: Math.random,
      history: ledgerHistories(ledger.schedule()),
      policy: this.#schedulePolicy(),
      run: (id, signal, started) => this.#poll(id, signal, started),
    });
    this.#scheduler.subscribe((event) => {
      if (event.type === 'changed') return;
      const why = event.error instanceof Error ? event.error.message : String(event.error);
      const eventType = event.type === 'session-crashed' ? 'critical' : 'error';
      this.#say(
        eventType,
        `${event.type === 'session-crashed' ? 'A session crashed' : 'The schedule could not be kept'}: ${why}`,
        event.id,
        event.type,
      );
    });
    for (const connection of configuration.connections.all) this.#nameInLog(connection);
    this.#scheduler.setConnections(configuration.connections.all.map((each) => this.#placeOf(each)));
  }

  /** Becomes the owner of the data folder and reads what is in it; nothing runs yet. Throws OwnedError. */
  static async open(options: ServiceOptions): Promise<RpopService> {
    const { dataFolder, env, ask } = options;
    const release = await acquireOwnership(dataFolder);
    const early: FetchEvent[] = [];
    try {
      const now = Date.now;
      const emit = (event: FetchEvent): void => void early.push(event);
      const configuration = await Configuration.open({ dataFolder, env, ask, now, emit });
      const ledger = await Ledger.open(ledgerPath(dataFolder), {
        now,
        onSetAside: (aside) => {
          const message = `The ledger was damaged. It was set aside as ${aside}; what was fetched is recognised in the folders.`;
          emit({ type: 'log', eventType: 'critical', at: now(), connection: undefined, message });
        },
      });
      const log = new EventLog({
        folder: join(dataFolder, 'logs'),
        settings: configuration.settings.current.logging,
      });
      const service = new RpopService(options, { configuration, ledger, log, release });
      for (const event of early) service.#emit(event);
      return service;
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Begins to poll. Without `schedule` only what is asked for is fetched. */
  start({ schedule }: { schedule: boolean }): void {
    if (!schedule) this.#scheduler.pause('all');
    this.#pool.start();
    this.#scheduler.start();
    this.#scheduled = schedule;
    if (schedule) {
      const count = this.configuration.connections.all.length;
      this.#say('information', `The service started with ${count} connections.`);
    }
  }

  /** Ends all sessions well, and then the rest. */
  async stop(): Promise<void> {
    await this.#scheduler.stop();
    this.#oneOffs.cancel();
    await this.#pool.close();
    if (this.#scheduled) this.#say('information', 'The service stopped.');
    await this.log.close(2_000);
    this.#ledger.close();
    this.#release();
  }

  subscribe(listener: (event: FetchEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async addConnection({ draft, password }: RequestInput<'connections.add'>): Promise<Connection> {
    const connection = await this.configuration.add(draft, password);
    this.#nameInLog(connection);
    this.#scheduler.put(this.#placeOf(connection));
    this.#say('information', 'The connection was added.', connection.id);
    return connection;
  }

  async editConnection(input: RequestInput<'connections.edit'>): Promise<Connection> {
    const { connection: which, changes, password, sameMailbox } = input;
    const connection = await this.configuration.edit(which, changes, { password, sameMailbox });
    this.#nameInLog(connection);
    this.#scheduler.put(this.#placeOf(connection));
    if (password !== undefined) this.#scheduler.release(connection.id);
    this.#say('information', 'The connection was changed.', connection.id);
    return connection;
  }

  async removeConnection({
    connection: which,
    forget,
  }: RequestInput<'connections.remove'>): Promise<Connection> {
    const connection = await this.configuration.remove(which);
    await this.#scheduler.remove(connection.id);
    this.#oneOffs.cancel(connection.id);
    if (forget) this.#ledger.forget(connection.mailbox);
    this.#board.forget(connection.id);
    this.#say('information', `The connection ${connection.name} was removed.`);
    this.log.removeConnection(connection.id);
    return connection;
  }

  /** New settings take effect at once. */
  async changeSettings(changes: unknown): Promise<Settings> {
    const settings = await this.configuration.settings.change(changes);
    this.#pool.resize(settings.threads);
    this.#scheduler.setPolicy(this.#schedulePolicy());
    this.log.configure(settings.logging);
    this.#say('information', 'The settings were changed.');
    return settings;
  }

  /** One session as soon as the server and the threads allow; one that runs already is taken for it. */
  async fetch({ connection: which, larger }: RequestInput<'fetch'>): Promise<SessionSummary> {
    const { id } = this.configuration.connection(which);
    const running = this.#oneOffs.running(id);
    if (running !== undefined && !larger) return running;
    // The one that runs leaves the larger messages alone: it has to end first.
    await running?.catch(() => undefined);
    const ended = this.#oneOffs.next(id, { larger });
    this.#scheduler.fetchNow(id);
    return ended;
  }

  async preview({ connection: which }: RequestInput<'connections.preview'>): Promise<Preview> {
    const connection = this.configuration.connection(which);
    const { signal } = new AbortController();
    const how = { started: () => undefined, larger: false, preview: true };
    const outcome = await this.#runner.run(connection, signal, how);
    if (outcome.error !== undefined) throw new ReportedError(outcome.error);
    return { messages: outcome.preview ?? [] };
  }

  async test({ connection: which }: RequestInput<'connections.test'>): Promise<ConnectionTest> {
    const connection = this.configuration.connection(which);
    const password = await this.configuration.credentials.get(connection.id);
    if (password === undefined) throw noPassword(connection);
    const release = this.log.redactor.register(password);
    try {
      return await connectionTest(requestOf(connection, password, { protocolEvents: false }));
    } finally {
      release();
    }
  }

  pause({ connection: which, until }: RequestInput<'pause'>): void {
    this.#scheduler.pause(which === undefined ? 'all' : this.configuration.connection(which).id, until);
  }

  resume({ connection: which }: RequestInput<'resume'>): void {
    this.#scheduler.resume(which === undefined ? 'all' : this.configuration.connection(which).id);
  }

  status(): ServiceStatus {
    const { connections, credentials, mailRoot } = this.configuration;
    const schedule = this.#scheduler.status();
    const scheduled = new Map(schedule.connections.map((each) => [each.id, each]));
    const now = Date.now();
    return {
      running: this.#scheduled,
      processId: this.#scheduled ? process.pid : undefined,
      dataFolder: this.#dataFolder,
      mailRoot,
      paused: schedule.pause === undefined ? undefined : { until: schedule.pause.until },
      online: schedule.online,
      threads: { ...this.#pool.status(), sessions: [] },
      credentialStore: { kind: credentials.kind, description: credentials.description },
      logTrouble: this.log.trouble,
      connections: connections.all.map((connection) =>
        runningStatus(connection, scheduled.get(connection.id), this.#board, now),
      ),
    };
  }

  get #settings(): Settings {
    return this.configuration.settings.current;
  }

  async #poll(id: string, signal: AbortSignal, started: () => void): Promise<SessionOutcome> {
    const oneOff = this.#oneOffs.take(id);
    try {
      const connection = this.configuration.connection(id);
      const how = { started, larger: oneOff.larger, preview: false };
      const outcome = await this.#runner.run(connection, signal, how);
      this.#board.ended(id, outcome.error);
      this.#sayDone(id, outcome);
      oneOff.ended(summaryOf(outcome));
      return scheduleOutcome(outcome);
    } catch (error) {
      const known = error instanceof RpopError ? error : undefined;
      this.#board.ended(id, known?.report());
      oneOff.failed(error);
      if (known !== undefined && !(known instanceof CancelledError)) {
        this.#say('error', known.message, id, known.code);
      }
      throw error;
    }
  }

  /** A session that did something says so; how one failed, it said itself. */
  #sayDone(id: string, { counts, error }: FetchOutcome): void {
    const { retrieved, octets, deleted, failed } = counts;
    if (error === undefined && retrieved + deleted + failed === 0) return;
    const parts = [`${retrieved} messages fetched (${formatOctets(octets)})`];
    if (deleted > 0) parts.push(`${deleted} deleted from the server`);
    if (failed > 0) parts.push(`${failed} failed`);
    this.#say('information', `Session ended: ${parts.join(', ')}.`, id);
  }

  #placeOf(connection: Connection): ScheduledConnection {
    const { id, intervalMinutes, enabled } = connection;
    return { id, intervalMs: intervalMinutes * MINUTE_MS, enabled, revision: revisionOf(connection) };
  }

  #schedulePolicy() {
    const { minimumIntervalMinutes, batteryFactor } = this.#settings;
    return { minIntervalMs: minimumIntervalMinutes * MINUTE_MS, batteryFactor };
  }

  #nameInLog({ id, name, eventTypes }: Connection): void {
    this.log.setConnection(id, { name, ...(eventTypes === undefined ? {} : { eventTypes }) });
  }

  #say(eventType: LogEvent['eventType'], message: string, connection?: string, code?: string): void {
    const event = { type: 'log', eventType, at: Date.now(), connection, message } as const;
    this.#emit(code === undefined ? event : { ...event, code });
  }

  #emit(event: FetchEvent): void {
    if (event.type === 'log') this.log.write(event);
    else this.#board.progress(event);
    for (const listener of this.#listeners) listener(event);
  }
}

function ledgerPath(dataFolder: string): string {
  return join(dataFolder, 'ledger.sqlite');
}
