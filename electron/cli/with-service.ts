import { type Administration, openAdministration } from '../control/administration.ts';
import { resolveDataFolder } from '../store/data-folder.ts';
import { askPassphrase } from './passphrase.ts';
import { reportError } from './report-error.ts';

/** What every command takes that works on the configuration. */
export interface ServiceCommandOptions {
  readonly data?: string;
  readonly json?: true;
}

/** Runs a command with the service, the running one or one of our own. Returns the exit status. */
export async function withService(
  options: ServiceCommandOptions,
  work: (administration: Administration) => Promise<number>,
): Promise<number> {
  let administration: Administration | undefined;
  try {
    administration = await openAdministration({
      dataFolder: resolveDataFolder({ option: options.data }),
      env: process.env,
      ask: askPassphrase,
    });
    return await work(administration);
  } catch (error) {
    return reportError(error, options);
  } finally {
    await administration?.close();
  }
}
