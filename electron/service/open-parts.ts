import { join } from 'node:path';
import type { FetchEvent } from '../../shared/events.ts';
import { PassphraseBroker } from '../credentials/passphrase-broker.ts';
import { EventLog } from '../logging/event-log.ts';
import { Ledger } from '../store/ledger.ts';
import { acquireOwnership } from '../store/ownership.ts';
import { Configuration } from './configuration.ts';
import { ServiceEvents } from './service-events.ts';

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

/** What a service is made of: what is in its data folder, and whom it tells. */
export interface ServiceParts {
  readonly configuration: Configuration;
  readonly ledger: Ledger;
  readonly ledgerPath: string;
  readonly log: EventLog;
  readonly events: ServiceEvents;
  readonly broker: PassphraseBroker;
  /** To be told that the vault was opened. */
  readonly unlocked: { tell: () => void };
  /** What happened before anybody could be told. */
  readonly early: readonly FetchEvent[];
  /** Gives up the data folder. */
  readonly release: () => void;
}

/** Becomes the owner of the data folder and reads what is in it. Throws OwnedError, and what its documents throw. */
export async function openParts(options: ServiceOptions): Promise<ServiceParts> {
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
    const ledgerPath = join(dataFolder, 'ledger.sqlite');
    const ledger = await Ledger.open(ledgerPath, {
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
    return { configuration, ledger, ledgerPath, log, events, broker, unlocked, early, release };
  } catch (error) {
    release();
    throw error;
  }
}
