import type { LogEvent } from '../../shared/events.ts';
import type { RpopBridge, WindowEvent } from '../../shared/ipc.ts';
import type { ConnectionStatus, ServiceStatus } from '../../shared/status.ts';

/** So many events are kept for the window; older ones are in the log files. */
const LOG_EVENTS = 2_000;

export type ServiceFacts = Omit<ServiceStatus, 'connections'>;

type Listener = () => void;

/**
 * What the service does, as the one event stream tells it. An external store for React: each reader subscribes to as
 * little as it shows, so that a tick of one fetch draws one row again and not a thousand.
 */
export class ServiceState {
  #service: ServiceFacts | undefined;
  #connections: ReadonlyMap<string, ConnectionStatus> = new Map();
  #log: readonly LogEvent[] = [];
  readonly #ofService = new Set<Listener>();
  readonly #ofConnections = new Set<Listener>();
  readonly #ofConnection = new Map<string, Set<Listener>>();
  readonly #ofLog = new Set<Listener>();

  /** Undefined until the first answer. */
  readonly service = (): ServiceFacts | undefined => this.#service;
  readonly connections = (): ReadonlyMap<string, ConnectionStatus> => this.#connections;
  readonly connection = (id: string): ConnectionStatus | undefined => this.#connections.get(id);
  /** Oldest first. */
  readonly log = (): readonly LogEvent[] => this.#log;

  readonly onService = (listener: Listener): Listener => listen(this.#ofService, listener);
  readonly onConnections = (listener: Listener): Listener => listen(this.#ofConnections, listener);
  readonly onLog = (listener: Listener): Listener => listen(this.#ofLog, listener);
  readonly onConnection = (id: string, listener: Listener): Listener => {
    const listeners = this.#ofConnection.get(id) ?? new Set();
    this.#ofConnection.set(id, listeners);
    const stop = listen(listeners, listener);
    return () => {
      stop();
      if (listeners.size === 0) this.#ofConnection.delete(id);
    };
  };

  /** The whole state, as `status` answers it. */
  replace({ connections, ...service }: ServiceStatus): void {
    const before = this.#connections;
    const after = new Map(connections.map((status) => [status.id, status]));
    this.#apply(service, after, new Set([...before.keys(), ...after.keys()]));
  }

  /** What was logged before the window was there. */
  seedLog(events: readonly LogEvent[]): void {
    this.#log = [...events, ...this.#log].slice(-LOG_EVENTS);
    tell(this.#ofLog);
  }

  take(event: WindowEvent): void {
    if (event.type === 'log') {
      this.#log = [...this.#log, ...event.events].slice(-LOG_EVENTS);
      tell(this.#ofLog);
    } else if (event.type === 'status') {
      const after = new Map(this.#connections);
      for (const id of event.removed) after.delete(id);
      for (const status of event.connections) after.set(status.id, status);
      this.#apply(event.service, after, [...event.removed, ...event.connections.map(({ id }) => id)]);
    }
  }

  #apply(
    service: ServiceFacts,
    connections: ReadonlyMap<string, ConnectionStatus>,
    changed: Iterable<string>,
  ): void {
    this.#service = service;
    this.#connections = connections;
    tell(this.#ofService);
    let any = false;
    for (const id of changed) {
      any = true;
      tell(this.#ofConnection.get(id));
    }
    if (any) tell(this.#ofConnections);
  }
}

/** Feeds the state from the bridge for as long as the window lives. Answers with what the rest of the window listens to. */
export function feed(state: ServiceState, bridge: RpopBridge): () => void {
  const stop = bridge.subscribe((event) => state.take(event));
  // Events that come before the answer are older than it: replacing everything is right.
  void bridge.ask('status', {}).then((reply) => {
    if (reply.ok) state.replace(reply.output);
  });
  void bridge.ask('log.recent', { limit: LOG_EVENTS }).then((reply) => {
    if (reply.ok) state.seedLog(reply.output);
  });
  return stop;
}

function listen(listeners: Set<Listener>, listener: Listener): Listener {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(listeners: Iterable<Listener> | undefined): void {
  for (const listener of listeners ?? []) listener();
}
