import type { Connection } from '../../shared/connection.ts';
import type { ConnectionTest } from '../../shared/connection-test.ts';
import type { ConfigurationDocument, ConfigurationImport } from '../../shared/configuration-document.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { FetchEvent, LogEvent, ServiceEvent } from '../../shared/events.ts';
import { isLogged } from '../../shared/logging.ts';
import type { Preview, RequestInput, RequestOutput, SessionSummary } from '../../shared/service-contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ServiceStatus } from '../../shared/status.ts';
import type { PassphraseBroker } from '../credentials/passphrase-broker.ts';
import { openFolder } from '../delivery/folder-path.ts';
import type { EventLog } from '../logging/event-log.ts';
import type { Ledger } from '../store/ledger.ts';
import { systemClock } from './clock.ts';
import { ConfigurationChanges, schedulePolicy } from './configuration-changes.ts';
import { exportConfiguration } from './configuration-transfer.ts';
import type { Configuration } from './configuration.ts';
import { openParts, type ServiceOptions, type ServiceParts } from './open-parts.ts';
import { Reader } from './reader.ts';
import { ledgerHistories } from './schedule-history.ts';
import { Scheduler } from './scheduler.ts';
import type { SchedulerEvent } from './scheduler-types.ts';
import type { ServiceEvents } from './service-events.ts';
import { runningStatus } from './service-status.ts';
import { SessionBoard } from './session-board.ts';
import { SessionRunner } from './session-runner.ts';
import { type Say, Sessions } from './sessions.ts';
import { ThreadPool } from './thread-pool.ts';
import { Trials } from './trials.ts';
import { UnseenMail } from './unseen-mail.ts';
import { workerFile } from './worker-file.ts';

export type { ServiceOptions } from './open-parts.ts';

/**
 * RPOP itself: connections, schedule, threads, passwords and log behind one façade, which the command line and the
 * window call. One process at a time owns a data folder. Everything throws RpopError.
 */
export class RpopService {
  readonly configuration: Configuration;
  readonly log: EventLog;
  /** What takes long to look up: folders, their messages, and the history. */
  readonly reader: Reader;
  readonly #dataFolder: string;
  readonly #ledger: Ledger;
  readonly #pool: ThreadPool;
  readonly #scheduler: Scheduler;
  readonly #sessions: Sessions;
  readonly #trials: Trials;
  readonly #changes: ConfigurationChanges;
  readonly #board = new SessionBoard();
  readonly #unseen: UnseenMail;
  readonly #events: ServiceEvents;
  readonly #broker: PassphraseBroker;
  readonly #release: () => void;
  /** Whether it polls by the schedule. */
  #scheduled = false;

  private constructor({ dataFolder, idleMs }: ServiceOptions, parts: ServiceParts) {
    const { configuration, ledger, ledgerPath, log, events, broker, unlocked, release } = parts;
    this.configuration = configuration;
    this.log = log;
    this.#dataFolder = dataFolder;
    this.#ledger = ledger;
    const runs = ledger.runs();
    this.#unseen = new UnseenMail(runs);
    this.#events = events;
    this.#broker = broker;
    this.reader = new Reader({ configuration, ledgerPath });
    this.#release = release;
    this.#pool = new ThreadPool({
      workerFile: workerFile('fetch-worker', import.meta.url),
      limits: this.#settings.threads,
      ...(idleMs === undefined ? {} : { idleMs }),
    });
    const runner = new SessionRunner({
      pool: this.#pool,
      credentials: configuration.credentials,
      ledgerPath,
      mailRoot: () => configuration.mailRoot,
      emit: (event) => {
        this.#emit(event);
      },
      redactor: log.redactor,
      protocolEvents: ({ id, eventTypes }) =>
        isLogged(this.#settings.logging, { eventType: 'protocol', connection: id }, eventTypes),
      onThread: (id) => {
        events.statusChanged([id]);
      },
    });
    const say: Say = (...what) => {
      this.#say(...what);
    };
    this.#sessions = new Sessions({
      configuration,
      runner,
      board: this.#board,
      runs,
      unseen: this.#unseen,
      events,
      say,
      fetchNow: (id) => this.#scheduler.fetchNow(id),
    });
    const redact = (secret: string): (() => void) => log.redactor.register(secret);
    this.#trials = new Trials({ configuration, runner, events, redact });
    this.#scheduler = new Scheduler({
      clock: systemClock,
      random: Math.random,
      history: ledgerHistories(ledger.schedule()),
      policy: schedulePolicy(this.#settings),
      run: (id, signal, started) => this.#sessions.run(id, signal, started),
    });
    this.#scheduler.subscribe((event) => {
      this.#onSchedule(event);
    });
    unlocked.tell = () => {
      // What failed for want of the passphrase can go on now.
      for (const id of this.#board.failedWith(LOCKED_VAULT)) this.#scheduler.release(id);
    };
    this.#changes = new ConfigurationChanges({
      ...parts,
      scheduler: this.#scheduler,
      pool: this.#pool,
      sessions: this.#sessions,
      board: this.#board,
      runs,
      unseen: this.#unseen,
      say,
    });
    this.#changes.begin();
  }

  /** Becomes the owner of the data folder and reads what is in it; nothing runs yet. Throws OwnedError. */
  static async open(options: ServiceOptions): Promise<RpopService> {
    const parts = await openParts(options);
    try {
      const service = new RpopService(options, parts);
      for (const event of parts.early) service.#emit(event);
      return service;
    } catch (error) {
      parts.release();
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
    this.#broker.close();
    this.#trials.cancelAll();
    await this.#scheduler.stop();
    this.#sessions.forsake();
    await this.#pool.close();
    await this.reader.close();
    if (this.#scheduled) this.#say('information', 'The service stopped.');
    await this.log.close(2_000);
    this.#ledger.close();
    this.#release();
  }

  /** Everything that happens. Log events are without secrets. Listeners must not throw. */
  subscribe(listener: (event: ServiceEvent) => void): () => void {
    return this.#events.subscribe(listener);
  }

  addConnection(input: RequestInput<'connections.add'>): Promise<Connection> {
    this.#broker.reopen();
    return this.#changes.add(input);
  }

  editConnection(input: RequestInput<'connections.edit'>): Promise<Connection> {
    this.#broker.reopen();
    return this.#changes.edit(input);
  }

  removeConnection(input: RequestInput<'connections.remove'>): Promise<Connection> {
    return this.#changes.remove(input);
  }

  /** New settings take effect at once. */
  changeSettings(changes: unknown): Promise<Settings> {
    return this.#changes.set(changes);
  }

  exportConfiguration(): ConfigurationDocument {
    return exportConfiguration(this.configuration, Date.now());
  }

  /** Checked as a whole before anything changes. Connections that are here already stay as they are. */
  importConfiguration(input: RequestInput<'configuration.import'>): Promise<ConfigurationImport> {
    return this.#changes.import(input);
  }

  /** One session as soon as the server and the threads allow; one that runs already is taken for it. */
  fetch({ connection: which, larger }: RequestInput<'fetch'>): Promise<SessionSummary> {
    this.#broker.reopen();
    return this.#sessions.fetch(this.#idOf(which), larger);
  }

  /** One session now, and all that is said in it, whatever is logged. */
  dialogue({ connection: which }: RequestInput<'dialogue'>): Promise<RequestOutput['dialogue']> {
    this.#broker.reopen();
    return this.#sessions.dialogue(this.#idOf(which));
  }

  /** Tries a kept connection step by step. */
  test({ connection }: RequestInput<'connections.test'>): Promise<ConnectionTest> {
    this.#broker.reopen();
    return this.#trials.test(this.configuration.connection(connection));
  }

  /** What a fetch would do now. */
  preview({ connection }: RequestInput<'connections.preview'>): Promise<Preview> {
    this.#broker.reopen();
    return this.#trials.preview(this.configuration.connection(connection));
  }

  /** The same of what is in a form. Each step comes as an event with the token, by which it can be cancelled. */
  testDraft(draft: RequestInput<'draft.test'>): Promise<ConnectionTest> {
    this.#broker.reopen();
    return this.#trials.testDraft(draft);
  }

  /** Throws CancelledError once it is cancelled by its token. */
  previewDraft(draft: RequestInput<'draft.preview'>): Promise<Preview> {
    this.#broker.reopen();
    return this.#trials.previewDraft(draft);
  }

  cancelDraft({ token }: RequestInput<'draft.cancel'>): void {
    this.#trials.cancel(token);
  }

  /** Ends the session that runs or waits, well. */
  cancelFetch({ connection: which }: RequestInput<'fetch.cancel'>): void {
    const id = this.#idOf(which);
    this.#sessions.forsake(id);
    this.#scheduler.cancel(id);
  }

  /** The user did something about what held a connection: it is polled at once. */
  release({ connection: which }: { readonly connection: string }): void {
    this.#broker.reopen();
    this.#scheduler.release(this.#idOf(which));
  }

  pause({ connection: which, until }: RequestInput<'pause'>): void {
    this.#scheduler.pause(which === undefined ? 'all' : this.#idOf(which), until);
    this.#events.statusChanged();
  }

  resume({ connection: which }: RequestInput<'resume'>): void {
    this.#scheduler.resume(which === undefined ? 'all' : this.#idOf(which));
    this.#events.statusChanged();
  }

  /** The user has seen what came. */
  seen({ connection: which }: RequestInput<'mail.seen'>): void {
    const id = which === undefined ? undefined : this.#idOf(which);
    this.#events.statusChanged(this.#unseen.seen(id, Date.now()));
  }

  recentEvents({ connection, ...wanted }: RequestInput<'log.recent'>): readonly LogEvent[] {
    const { connections } = this.configuration;
    // A connection that was removed is known by its id.
    const id = connection === undefined ? undefined : (connections.find(connection)?.id ?? connection);
    return this.log.recent({ ...wanted, connection: id });
  }

  /** Makes a folder below the mail root, durably. Throws DeliveryError. */
  async createFolder({ folder }: RequestInput<'folders.create'>): Promise<void> {
    await openFolder(this.configuration.mailRoot, folder);
    this.#events.emit({ type: 'folder-created', folder });
  }

  /** Where the file of a message is, to open it. Throws DeliveryError where it is not in that folder. */
  messagePath(folder: string, file: string): Promise<string> {
    return this.reader.messagePath(folder, file);
  }

  /** The question that waits for `answerPassphrase`: for a window that was not there when it was asked. */
  get passphraseWanted(): 'new' | 'unlock' | undefined {
    return this.#broker.wanted;
  }

  /** The vault's passphrase; undefined when the user does not want to give it, and the vault stays locked. */
  answerPassphrase({ passphrase }: RequestInput<'vault.answer'>): void {
    this.#broker.answer(passphrase);
  }

  /** What the computer does about its energy. */
  power(event: 'suspended' | 'resumed' | 'battery' | 'mains'): void {
    if (event === 'suspended') this.#scheduler.suspended();
    else if (event === 'resumed') this.#scheduler.resumed();
    else this.#scheduler.onBattery(event === 'battery');
    this.#events.statusChanged();
  }

  /** Whether there is a network. */
  network(online: boolean): void {
    if (online) this.#scheduler.networkUp();
    else this.#scheduler.networkDown();
    this.#events.statusChanged();
  }

  status(): ServiceStatus {
    const { connections, credentials, mailRoot } = this.configuration;
    const schedule = this.#scheduler.status();
    const scheduled = new Map(schedule.connections.map((each) => [each.id, each]));
    const now = Date.now();
    const known = { board: this.#board, unseen: this.#unseen };
    return {
      running: this.#scheduled,
      processId: this.#scheduled ? process.pid : undefined,
      dataFolder: this.#dataFolder,
      mailRoot,
      paused: schedule.pause === undefined ? undefined : { until: schedule.pause.until },
      online: schedule.online,
      threads: this.#pool.status(),
      credentialStore: { kind: credentials.kind, description: credentials.description },
      logTrouble: this.log.trouble,
      connections: connections.all.map((connection) =>
        runningStatus(connection, scheduled.get(connection.id), known, now),
      ),
    };
  }

  get #settings(): Settings {
    return this.configuration.settings.current;
  }

  #idOf(nameOrId: string): string {
    return this.configuration.connection(nameOrId).id;
  }

  #onSchedule(event: SchedulerEvent): void {
    if (event.type === 'changed') {
      this.#events.statusChanged(event.ids);
      return;
    }
    const why = event.error instanceof Error ? event.error.message : String(event.error);
    const crashed = event.type === 'session-crashed';
    const what = crashed ? 'A session crashed' : 'The schedule could not be kept';
    this.#say(crashed ? 'critical' : 'error', `${what}: ${why}`, event.id, event.type);
  }

  #say(eventType: LogEvent['eventType'], message: string, connection?: string, code?: ErrorCode): void {
    const event = { type: 'log', eventType, at: Date.now(), connection, message } as const;
    this.#emit(code === undefined ? event : { ...event, code });
  }

  #emit(event: FetchEvent): void {
    if (event.type === 'log') {
      this.log.write(event);
      this.#events.emit({ ...event, message: this.log.redactor.redact(event.message) });
    } else {
      this.#board.progress(event);
      this.#events.emit(event);
      if (event.connection !== undefined) this.#events.statusChanged([event.connection]);
    }
  }
}

const LOCKED_VAULT = ['vault-locked', 'vault-passphrase-wrong'];
