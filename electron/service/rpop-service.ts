import { join } from 'node:path';
import type { Connection } from '../../shared/connection.ts';
import type { ConnectionTest } from '../../shared/connection-test.ts';
import type { ConfigurationDocument, ConfigurationImport } from '../../shared/configuration-document.ts';
import { RpopError } from '../../shared/errors.ts';
import type { FetchEvent, LogEvent, ServiceEvent } from '../../shared/events.ts';
import { isLogged } from '../../shared/logging.ts';
import type { Preview, RequestInput, RequestOutput, SessionSummary } from '../../shared/service-contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ServiceStatus } from '../../shared/status.ts';
import { PassphraseBroker } from '../credentials/passphrase-broker.ts';
import { EventLog } from '../logging/event-log.ts';
import { Ledger } from '../store/ledger.ts';
import { acquireOwnership } from '../store/ownership.ts';
import type { RunHistory } from '../store/run-history.ts';
import { systemClock } from './clock.ts';
import { exportConfiguration, planImport } from './configuration-transfer.ts';
import { Configuration } from './configuration.ts';
import { Reader } from './reader.ts';
import { ledgerHistories } from './schedule-history.ts';
import { Scheduler } from './scheduler.ts';
import type { ScheduledConnection, SchedulerEvent } from './scheduler-types.ts';
import { ServiceEvents } from './service-events.ts';
import { runningStatus } from './service-status.ts';
import { SessionBoard } from './session-board.ts';
import { revisionOf } from './session-policy.ts';
import { SessionRunner } from './session-runner.ts';
import { Sessions } from './sessions.ts';
import { ThreadPool } from './thread-pool.ts';
import { Trials } from './trials.ts';
import { UnseenMail } from './unseen-mail.ts';
import { workerFile } from './worker-file.ts';

const MINUTE_MS = 60_000;

export interface ServiceOptions {
  readonly dataFolder: string;
  readonly env: NodeJS.ProcessEnv;
  /** A prompt for the passphrase of the vault. */
  readonly ask?: ((question: 'new' | 'unlock') => Promise<string | undefined>) | undefined;
  /** Instead of a prompt, listeners are told that the passphrase is wanted, and `answerPassphrase` brings it. */
  readonly asksWindow?: boolean;
  /** Threads over the minimum end after so many milliseconds without work. */
  readonly idleMs?: number;
}

interface Parts {
  readonly configuration: Configuration;
  readonly ledger: Ledger;
  readonly log: EventLog;
  readonly events: ServiceEvents;
  readonly broker: PassphraseBroker;
  /** Told that the vault was opened. */
  readonly unlocked: { tell: () => void };
  readonly release: () => void;
}

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
  readonly #runs: RunHistory;
  readonly #pool: ThreadPool;
  readonly #scheduler: Scheduler;
  readonly #sessions: Sessions;
  readonly #trials: Trials;
  readonly #board = new SessionBoard();
  readonly #unseen: UnseenMail;
  readonly #events: ServiceEvents;
  readonly #broker: PassphraseBroker;
  readonly #release: () => void;
  /** Whether it polls by the schedule. */
  #scheduled = false;

  private constructor({ dataFolder, idleMs }: ServiceOptions, parts: Parts) {
    const { configuration, ledger, log, events, broker, unlocked, release } = parts;
    this.configuration = configuration;
    this.log = log;
    this.#dataFolder = dataFolder;
    this.#ledger = ledger;
    this.#runs = ledger.runs();
    this.#unseen = new UnseenMail(this.#runs);
    this.#events = events;
    this.#broker = broker;
    this.reader = new Reader({ configuration, ledgerPath: ledgerPath(dataFolder) });
    this.#release = release;
    this.#pool = new ThreadPool({
      workerFile: workerFile('fetch-worker', import.meta.url),
      limits: this.#settings.threads,
      ...(idleMs === undefined ? {} : { idleMs }),
    });
    const runner = new SessionRunner({
      pool: this.#pool,
      credentials: configuration.credentials,
      ledgerPath: ledgerPath(dataFolder),
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
    this.#sessions = new Sessions({
      configuration,
      runner,
      board: this.#board,
      runs: this.#runs,
      unseen: this.#unseen,
      events,
      say: (...what) => {
        this.#say(...what);
      },
      fetchNow: (id) => this.#scheduler.fetchNow(id),
    });
    const redact = (secret: string): (() => void) => log.redactor.register(secret);
    this.#trials = new Trials({ configuration, runner, events, redact });
    this.#scheduler = new Scheduler({
      clock: systemClock,
      random: Math.random,
      history: ledgerHistories(ledger.schedule()),
      policy: this.#schedulePolicy(),
      run: (id, signal, started) => this.#sessions.run(id, signal, started),
    });
    this.#scheduler.subscribe((event) => {
      this.#onSchedule(event);
    });
    unlocked.tell = () => {
      // What failed for want of the passphrase can go on now.
      for (const id of this.#board.failedWith(LOCKED_VAULT)) this.#scheduler.release(id);
    };
    for (const connection of configuration.connections.all) this.#nameInLog(connection);
    this.#together(() => {
      this.#scheduler.setConnections(configuration.connections.all.map((each) => this.#placeOf(each)));
    });
  }

  /** Becomes the owner of the data folder and reads what is in it; nothing runs yet. Throws OwnedError. */
  static async open(options: ServiceOptions): Promise<RpopService> {
    const { dataFolder, env, asksWindow = false } = options;
    const release = await acquireOwnership(dataFolder);
    const early: FetchEvent[] = [];
    try {
      const now = Date.now;
      const emit = (event: FetchEvent): void => void early.push(event);
      const events = new ServiceEvents();
      const broker = new PassphraseBroker((question) => {
        events.emit({ type: 'passphrase-wanted', question });
      });
      const unlocked = { tell: (): void => undefined };
      const configuration = await Configuration.open({
        dataFolder,
        env,
        ask: asksWindow ? (question) => broker.ask(question) : options.ask,
        asksAgain: asksWindow,
        onUnlocked: () => {
          unlocked.tell();
        },
        now,
        emit,
      });
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
      const parts = { configuration, ledger, log, events, broker, unlocked, release };
      const service = new RpopService(options, parts);
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

  async addConnection({ draft, password }: RequestInput<'connections.add'>): Promise<Connection> {
    this.#broker.reopen();
    const connection = await this.configuration.add(draft, password);
    this.#take(connection, 'added');
    return connection;
  }

  async editConnection(input: RequestInput<'connections.edit'>): Promise<Connection> {
    const { connection: which, changes, password, sameMailbox } = input;
    this.#broker.reopen();
    const connection = await this.configuration.edit(which, changes, { password, sameMailbox });
    this.#take(connection, 'changed');
    if (password !== undefined) this.#scheduler.release(connection.id);
    return connection;
  }

  async removeConnection({
    connection: which,
    forget,
  }: RequestInput<'connections.remove'>): Promise<Connection> {
    const connection = await this.configuration.remove(which);
    await this.#scheduler.remove(connection.id);
    this.#sessions.forsake(connection.id);
    if (forget) {
      this.#ledger.forget(connection.mailbox);
      this.#runs.forget(connection.id);
    }
    this.#board.forget(connection.id);
    this.#unseen.forget(connection.id);
    this.#say('information', `The connection ${connection.name} was removed.`);
    this.log.removeConnection(connection.id);
    this.#events.emit({ type: 'configuration-changed' });
    return connection;
  }

  /** New settings take effect at once. */
  async changeSettings(changes: unknown): Promise<Settings> {
    const settings = await this.configuration.settings.change(changes);
    this.#pool.resize(settings.threads);
    this.#scheduler.setPolicy(this.#schedulePolicy());
    this.log.configure(settings.logging);
    this.#say('information', 'The settings were changed.');
    this.#events.emit({ type: 'configuration-changed' });
    this.#events.statusChanged();
    return settings;
  }

  exportConfiguration(): ConfigurationDocument {
    return exportConfiguration(this.configuration, Date.now());
  }

  /** Checked as a whole before anything changes. Connections that are here already stay as they are. */
  async importConfiguration({
    document,
    apply,
  }: RequestInput<'configuration.import'>): Promise<ConfigurationImport> {
    const { configuration } = this;
    const plan = planImport(configuration, document);
    if (!apply) return plan.import;
    const idOf = (name: string): string | undefined => configuration.connections.named(name)?.id;
    // First, for the limits of the connections are among them; and again, for logging rules name the new connections.
    await this.changeSettings(plan.settingsFor(idOf));
    const added = await configuration.connections.addAll(plan.drafts);
    this.#together(() => {
      for (const connection of added) this.#take(connection, 'added');
    });
    if (added.length > 0) await this.changeSettings(plan.settingsFor(idOf));
    return plan.import;
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

  /** A flush for each of a thousand connections would take seconds. What is not kept costs an early poll, no more. */
  #together(work: () => void): void {
    try {
      this.#ledger.together(work);
    } catch (error) {
      if (!(error instanceof RpopError)) throw error;
      this.#say('error', `The schedule could not be kept: ${error.message}`, undefined, error.code);
    }
  }

  /** A connection is new or not as it was. */
  #take(connection: Connection, what: 'added' | 'changed'): void {
    this.#nameInLog(connection);
    this.#scheduler.put(this.#placeOf(connection));
    this.#say('information', `The connection was ${what}.`, connection.id);
    this.#events.emit({ type: 'configuration-changed' });
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

function ledgerPath(dataFolder: string): string {
  return join(dataFolder, 'ledger.sqlite');
}
