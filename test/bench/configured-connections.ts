import { openService, draft, TEST_ENVIRONMENT } from '../support/service.ts';
import { PASSWORD } from './contender.ts';

/** The environment of an RPOP that works on such a data folder: it unlocks the vault. */
export const CONFIGURED_ENVIRONMENT = TEST_ENVIRONMENT;

export interface ConfiguredMailbox {
  readonly user: string;
  readonly port: number;
  readonly intervalMinutes?: number;
}

/** Connections in a new data folder, passwords in the vault, made by the service itself. Returns their ids. */
export async function configureConnections(
  dataFolder: string,
  mailboxes: readonly ConfiguredMailbox[],
  settings: object,
): Promise<string[]> {
  const service = await openService(dataFolder, settings);
  try {
    const ids: string[] = [];
    for (const { user, port, intervalMinutes } of mailboxes) {
      const more = intervalMinutes === undefined ? {} : { intervalMinutes };
      const connection = await service.configuration.add(draft(user, port, more), PASSWORD);
      ids.push(connection.id);
    }
    return ids;
  } finally {
    await service.stop();
  }
}
