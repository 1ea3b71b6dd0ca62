import type { LogEvent, ServiceEvent } from '../../../shared/events.ts';
import type { WindowEvent } from '../../../shared/ipc.ts';
import type { ConnectionStatus, ServiceStatus } from '../../../shared/status.ts';
import type { Timers } from '../../logging/timers.ts';

/** The window hears of changes this often at most: as fast as an eye follows a number. */
const EVERY_MS = 200;
/** What comes together is told together. */
const GATHER_MS = 20;
/** As many as the log itself keeps in memory. */
const MOST_LOG_EVENTS = 2_000;

export interface StatusFeedOptions {
  readonly status: () => ServiceStatus;
  /** The question for the vault's passphrase that waits for an answer. */
  readonly passphraseWanted: () => 'new' | 'unlock' | undefined;
  readonly send: (event: WindowEvent) => void;
  readonly timers: Timers;
  /** Milliseconds. */
  readonly now: () => number;
}

/**
 * Makes few events for the window of the service's many: connections that are as they were are left out, and while
 * nobody looks nothing is sent. Whoever looks again gets a whole picture first.
 */
export class StatusFeed {
  readonly #options: StatusFeedOptions;
  /** What the window knows, as JSON, by connection. */
  readonly #told = new Map<string, string>();
  readonly #folders = new Set<string>();
  #toldService = '';
  #log: LogEvent[] = [];
  #changed = false;
  #configuration = false;
  #watched = false;
  #lastAt = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(options: StatusFeedOptions) {
    this.#options = options;
  }

  /** Somebody looks: the page is new or the window was shown. */
  open(): void {
    this.#watched = true;
    // All is news; but what it knew and is gone by now has to be said, too.
    for (const id of this.#told.keys()) this.#told.set(id, '');
    this.#toldService = '';
    this.#changed = true;
    this.#flush();
    const question = this.#options.passphraseWanted();
    if (question !== undefined) this.#passOn({ type: 'passphrase-wanted', question });
  }

  /** Nobody looks. */
  close(): void {
    this.#watched = false;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** What the service says; its log events come by `log`. */
  event(event: ServiceEvent): void {
    switch (event.type) {
      case 'log':
        return;
      case 'progress':
      case 'status-changed':
        this.#changed = true;
        break;
      case 'configuration-changed':
        this.#configuration = true;
        this.#changed = true;
        break;
      case 'folder-created':
        this.#folders.add(event.folder);
        break;
      case 'new-mail':
        this.#folders.add(event.folder);
        this.#changed = true;
        break;
      case 'test-step':
      case 'passphrase-wanted':
        // Somebody waits for it.
        this.#passOn(event);
        return;
    }
    this.#plan();
  }

  /** The window asked for the log: what it is told from now on comes after that. */
  logWasRead(): void {
    if (!this.#watched) this.#log = [];
  }

  log(event: LogEvent): void {
    this.#log.push(event);
    if (this.#log.length >= 2 * MOST_LOG_EVENTS) this.#log = this.#log.slice(-MOST_LOG_EVENTS);
    this.#plan();
  }

  #passOn(event: WindowEvent): void {
    if (this.#watched) this.#options.send(event);
  }

  #plan(): void {
    if (!this.#watched || this.#cancel !== undefined) return;
    const { timers, now } = this.#options;
    const wait = Math.max(GATHER_MS, this.#lastAt + EVERY_MS - now());
    this.#cancel = timers.setTimer(wait, () => {
      this.#flush();
    });
  }

  #flush(): void {
    const { send, now } = this.#options;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#lastAt = now();
    if (this.#configuration) send({ type: 'configuration' });
    if (this.#changed) this.#sendStatus();
    for (const folder of this.#folders) send({ type: 'mail', folder });
    if (this.#log.length > 0) send({ type: 'log', events: this.#log.slice(-MOST_LOG_EVENTS) });
    this.#configuration = false;
    this.#changed = false;
    this.#folders.clear();
    this.#log = [];
  }

  #sendStatus(): void {
    const { connections, ...service } = this.#options.status();
    const changed = connections.filter((connection) => this.#isNews(connection));
    const here = new Set(connections.map(({ id }) => id));
    const removed = [...this.#told.keys()].filter((id) => !here.has(id));
    for (const id of removed) this.#told.delete(id);
    const text = JSON.stringify(service);
    if (text === this.#toldService && changed.length === 0 && removed.length === 0) return;
    this.#toldService = text;
    this.#options.send({ type: 'status', service, connections: changed, removed });
  }

  #isNews(connection: ConnectionStatus): boolean {
    const text = JSON.stringify(connection);
    if (this.#told.get(connection.id) === text) return false;
    this.#told.set(connection.id, text);
    return true;
  }
}
