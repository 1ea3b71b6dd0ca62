import { join } from 'node:path';
import type { Connection } from '../../shared/connection.ts';
import type { EventSink } from '../../shared/events.ts';
import { InvalidInputError } from '../../shared/invalid-input.ts';
import type { Settings } from '../../shared/settings.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import { openCredentialStore } from '../credentials/open-credential-store.ts';
import { ConnectionStore, noSuchConnection } from '../store/connection-store.ts';
import { SettingsStore } from '../store/settings-store.ts';

export interface ConfigurationOptions {
  readonly dataFolder: string;
  readonly env: NodeJS.ProcessEnv;
  /** A prompt for the passphrase of the vault. */
  readonly ask?: ((question: 'new' | 'unlock') => Promise<string | undefined>) | undefined;
  /** Whether it is asked again after a wrong answer. */
  readonly asksAgain?: boolean;
  /** Told when the vault was opened. */
  readonly onUnlocked?: () => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told what was wrong with the documents. */
  readonly emit: EventSink;
}

/** What the user set: settings, connections and their passwords. One process at a time has it open. */
export class Configuration {
  readonly settings: SettingsStore;
  readonly connections: ConnectionStore;
  readonly credentials: CredentialStore;
  readonly #dataFolder: string;

  private constructor(
    settings: SettingsStore,
    connections: ConnectionStore,
    credentials: CredentialStore,
    dataFolder: string,
  ) {
    this.settings = settings;
    this.connections = connections;
    this.credentials = credentials;
    this.#dataFolder = dataFolder;
  }

  static async open(options: ConfigurationOptions): Promise<Configuration> {
    const { dataFolder, env, ask, asksAgain, onUnlocked, now, emit } = options;
    const onSetAside = (what: string) => (aside: string, why: string) => {
      emit({
        type: 'log',
        eventType: 'critical',
        at: now(),
        connection: undefined,
        message: `The ${what} could not be understood (${why}). They were set aside as ${aside}.`,
        code: 'document-damaged',
      });
    };
    const settings = await SettingsStore.open({
      path: join(dataFolder, 'settings.json'),
      now,
      onSetAside: onSetAside('settings'),
    });
    const connections = await ConnectionStore.open({
      path: join(dataFolder, 'connections.json'),
      limits: () => settings.current,
      now,
      onSetAside: onSetAside('connections'),
    });
    const wish = settings.current.credentialStore;
    const credentials = await openCredentialStore({ dataFolder, wish, env, ask, asksAgain, onUnlocked });
    return new Configuration(settings, connections, credentials, dataFolder);
  }

  get mailRoot(): string {
    return mailRootOf(this.settings.current, this.#dataFolder);
  }

  /** By name or id. Throws InvalidInputError. */
  connection(nameOrId: string): Connection {
    const connection = this.connections.find(nameOrId);
    if (connection === undefined) throw noSuchConnection(nameOrId);
    return connection;
  }

  async add(draft: unknown, password: string | undefined): Promise<Connection> {
    const connection = await this.connections.add(draft);
    if (password === undefined) return connection;
    try {
      await this.credentials.set(connection.id, password);
    } catch (error) {
      // Without its password it would only fail: all or nothing.
      await this.connections.remove(connection.id);
      throw error;
    }
    return connection;
  }

  async edit(
    nameOrId: string,
    changes: unknown,
    { password, sameMailbox }: { password?: string | undefined; sameMailbox?: boolean | undefined },
  ): Promise<Connection> {
    const before = this.connection(nameOrId);
    const { id } = before;
    if (password === undefined) this.keptPasswordGoesTo(before, this.connections.changed(id, changes));
    const connection = await this.connections.edit(id, changes, sameMailbox);
    if (password !== undefined) await this.credentials.set(id, password);
    return connection;
  }

  /**
   * A password is for the host that it was given for: whoever can change a connection shall not have it sent elsewhere.
   * Throws InvalidInputError.
   */
  keptPasswordGoesTo(kept: Connection, changed: Connection): void {
    if (kept.host.toLowerCase() === changed.host.toLowerCase()) return;
    const message = `The password that is kept was given for ${kept.host}: give it again for ${changed.host}.`;
    throw new InvalidInputError([{ field: 'password', message }], 'password-for-host');
  }

  /** Removes the connection, then its password: a crash between leaves a password nobody asks for, not the reverse. */
  async remove(nameOrId: string): Promise<Connection> {
    const connection = await this.connections.remove(this.connection(nameOrId).id);
    await this.credentials.delete(connection.id);
    return connection;
  }
}

function mailRootOf({ mailRoot }: Settings, dataFolder: string): string {
  return mailRoot === '' ? join(dataFolder, 'mail') : mailRoot;
}
