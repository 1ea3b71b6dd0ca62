import { hostname } from 'node:os';
import type { EventType, LogEvent } from '../../shared/events.ts';
import {
  destinationsFor,
  isLogged,
  LOG_DESTINATIONS,
  type LogDestination,
  type LoggingSettings,
} from '../../shared/logging.ts';
import { FileSink } from './file-sink.ts';
import type { LineSink } from './line-sink.ts';
import { formatLine, type LogRecord } from './log-line.ts';
import { type DestinationStatus, QueuedDestination } from './queued-destination.ts';
import { Redactor } from './redactor.ts';
import { TcpSink, UdpSink } from './remote-sink.ts';
import { prefixedLine, rfc5424Message } from './syslog-format.ts';
import { SystemSink } from './system-sink.ts';
import { systemTimers, type Timers } from './timers.ts';

/** So many events are kept in memory, for the window. */
const RECENT_EVENTS = 2_000;

export interface EventLogOptions {
  /** Of the log files. */
  readonly folder: string;
  readonly settings: LoggingSettings;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly timers?: Timers;
}

/** Which of the events in memory are wanted; all where nothing is said. */
export interface RecentEvents {
  /** A connection's id. */
  readonly connection?: string | undefined;
  readonly types?: readonly EventType[] | undefined;
  /** Part of the message, in either case. */
  readonly text?: string | undefined;
  readonly limit?: number | undefined;
}

interface LoggedConnection {
  readonly name: string;
  /** Instead of the settings' own. */
  readonly eventTypes?: readonly EventType[] | undefined;
}

/**
 * The service's log. Every event is stripped of secrets first; then it goes to memory, to those who listen, and to the
 * destinations that the settings name. `write` neither throws nor waits, whatever the destinations do.
 */
export class EventLog {
  readonly redactor = new Redactor();
  readonly #options: Required<Pick<EventLogOptions, 'folder' | 'now' | 'timers'>>;
  readonly #destinations = new Map<LogDestination, QueuedDestination>();
  readonly #connections = new Map<string, LoggedConnection>();
  readonly #listeners = new Set<(event: LogEvent) => void>();
  #recent: LogEvent[] = [];
  #settings: LoggingSettings;

  constructor({ folder, settings, now = Date.now, timers = systemTimers }: EventLogOptions) {
    this.#options = { folder, now, timers };
    this.#settings = settings;
    this.configure(settings);
  }

  write(event: LogEvent): void {
    const connection = this.#connections.get(event.connection ?? '');
    if (!isLogged(this.#settings, event, connection?.eventTypes)) return;
    const safe = { ...event, message: this.redactor.redact(event.message) };
    this.#recent.push(safe);
    // Cut rarely: an array's head is costly to take off.
    if (this.#recent.length >= 2 * RECENT_EVENTS) this.#recent = this.#recent.slice(-RECENT_EVENTS);
    for (const listener of this.#listeners) listener(safe);
    for (const name of destinationsFor(this.#settings, event, connection?.eventTypes)) {
      this.#destinations.get(name)?.push(this.#lineFor(name, this.#recordOf(safe)));
    }
  }

  /** The destinations change at once; what waits for one that stays goes where it is now. */
  configure(settings: LoggingSettings): void {
    const before = this.#settings;
    this.#settings = settings;
    for (const name of LOG_DESTINATIONS) {
      const destination = this.#destinations.get(name);
      const same = JSON.stringify(before[name]) === JSON.stringify(settings[name]);
      if (!settings[name].enabled) {
        this.#destinations.delete(name);
        void destination?.close(2_000);
      } else if (destination === undefined) {
        this.#destinations.set(name, this.#open(name));
      } else if (!same) {
        void destination.replaceSink(this.#sinkFor(name));
      }
    }
  }

  /** What a connection is called in the log, and what is logged of it. */
  setConnection(id: string, connection: LoggedConnection): void {
    this.#connections.set(id, connection);
  }

  removeConnection(id: string): void {
    this.#connections.delete(id);
  }

  /** The last events that are wanted, oldest first. */
  recent({ connection, types, text, limit = RECENT_EVENTS }: RecentEvents = {}): readonly LogEvent[] {
    const words = text?.toLocaleLowerCase();
    return this.#recent
      .slice(-RECENT_EVENTS)
      .filter(
        (event) =>
          (connection === undefined || event.connection === connection) &&
          (types === undefined || types.includes(event.eventType)) &&
          (words === undefined || event.message.toLocaleLowerCase().includes(words)),
      )
      .slice(-limit);
  }

  /** Listeners must not throw. Returns the function that ends the subscription. */
  subscribe(listener: (event: LogEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  status(): ReadonlyMap<LogDestination, DestinationStatus> {
    return new Map([...this.#destinations].map(([name, destination]) => [name, destination.status()]));
  }

  /** What is wrong with the destinations, in words. */
  get trouble(): string[] {
    return [...this.status()].flatMap(([name, { trouble, dropped }]) =>
      trouble === undefined ? [] : [`${name}: ${trouble}${dropped > 0 ? ` (${dropped} events lost)` : ''}`],
    );
  }

  /** Writes what waits, for so many milliseconds at most. */
  async close(timeoutMs: number): Promise<void> {
    await Promise.all([...this.#destinations.values()].map((destination) => destination.close(timeoutMs)));
  }

  #recordOf({ at, eventType: type, connection: id, message, code }: LogEvent): LogRecord {
    const connection = id === undefined ? undefined : { id, name: this.#connections.get(id)?.name ?? id };
    return { at, type, connection, message, ...(code === undefined ? {} : { code }) };
  }

  #lineFor(name: LogDestination, record: LogRecord): Buffer {
    const { format, system, remote } = this.#settings;
    switch (name) {
      case 'internal':
        return Buffer.from(`${formatLine(record, format)}\n`);
      case 'system':
        return Buffer.from(`${prefixedLine(record, system.facility)}\n`);
      case 'remote': {
        const origin = { facility: remote.facility, hostname: hostname(), processId: process.pid };
        return Buffer.from(rfc5424Message(record, origin));
      }
    }
  }

  #open(name: LogDestination): QueuedDestination {
    return new QueuedDestination({
      sink: this.#sinkFor(name),
      timers: this.#options.timers,
      droppedLine: (count) => {
        const message = `${count} events were lost here: this destination was too slow or broken.`;
        return this.#lineFor(name, this.#recordOf(this.#ownEvent('warning', message)));
      },
      describe: (error) => (error instanceof Error ? error.message : String(error)),
      onTrouble: (trouble) => {
        const message =
          trouble === undefined
            ? `The log destination ${name} works again.`
            : `The log destination ${name} does not work: ${trouble}`;
        this.#tell(this.#ownEvent(trouble === undefined ? 'information' : 'error', message), name);
      },
    });
  }

  /** The others learn what befell one destination. */
  #tell(event: LogEvent, except: LogDestination): void {
    this.#recent.push(event);
    for (const listener of this.#listeners) listener(event);
    for (const [name, destination] of this.#destinations) {
      if (name !== except) destination.push(this.#lineFor(name, this.#recordOf(event)));
    }
  }

  #ownEvent(eventType: EventType, message: string): LogEvent {
    return { type: 'log', eventType, at: this.#options.now(), connection: undefined, message };
  }

  #sinkFor(name: LogDestination): LineSink {
    const { folder, now } = this.#options;
    const { internal, remote } = this.#settings;
    switch (name) {
      case 'internal':
        return new FileSink({ folder, now, settings: internal });
      case 'system':
        return new SystemSink();
      case 'remote':
        return remote.transport === 'udp' ? new UdpSink(remote) : new TcpSink(remote);
    }
  }
}
