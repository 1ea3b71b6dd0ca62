import type { ErrorReport } from './errors.ts';
import type { ThreadSettings } from './settings.ts';

/** What a connection does, and will do. Times are milliseconds since the epoch. */
export interface ConnectionStatus {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly folder: string;
  /** `waiting`: for its next poll; `held`: until something happens or the user acts; see `next`. */
  readonly state: 'queued' | 'fetching' | 'waiting' | 'held' | 'stopped';
  /** When the next poll is and why, in one short sentence. */
  readonly next: string;
  readonly nextAt: number | undefined;
  /** Failed sessions in a row. */
  readonly failures: number;
  readonly last: LastSession | undefined;
  readonly progress: SessionProgress | undefined;
  /** Messages that came since the user last looked (`mail.seen`). */
  readonly unseen: number;
  /** It is paused by itself, whatever the service as a whole is. */
  readonly paused: boolean;
  /** Of state `held`: whether only the user can lift it, as after a refused password. */
  readonly attention: boolean;
}

export interface LastSession {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly newMessages: number;
  /** Undefined when it ended well. The message is there for sessions of the running service. */
  readonly error: Pick<ErrorReport, 'code'> | ErrorReport | undefined;
}

/** Octets as the server counts them. */
export interface SessionProgress {
  readonly messagesDone: number;
  readonly messagesTotal: number;
  readonly octetsDone: number;
  readonly octetsTotal: number;
}

export interface ThreadStatus {
  /** Threads alive. */
  readonly threads: number;
  readonly running: number;
  readonly waiting: number;
  readonly limits: ThreadSettings;
  readonly sessions: readonly RunningSession[];
}

/** What one thread is at. */
export interface RunningSession {
  /** The connection's id. */
  readonly connection: string;
  /** The thread's number; undefined until it said so. */
  readonly thread: number | undefined;
  readonly startedAt: number;
}

/** What the whole service does. */
export interface ServiceStatus {
  /** False when no process owns the schedule: nothing is fetched. */
  readonly running: boolean;
  readonly processId: number | undefined;
  readonly dataFolder: string;
  readonly mailRoot: string;
  readonly paused: { readonly until: number | undefined } | undefined;
  readonly online: boolean;
  readonly threads: ThreadStatus | undefined;
  readonly credentialStore: { readonly kind: 'keychain' | 'vault'; readonly description: string };
  /** What is wrong with the log's destinations, if anything. */
  readonly logTrouble: readonly string[];
  readonly connections: readonly ConnectionStatus[];
}
