import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionDraft } from '../../shared/connection.ts';
import { RpopService } from '../../electron/service/rpop-service.ts';

/** The environment of a service in a test: passwords are in a vault with this passphrase. */
export const TEST_ENVIRONMENT = { RPOP_VAULT_PASSPHRASE: 'only for tests' } as const;

/** Opens a service in this process on a data folder, with its passwords in a vault. */
export async function openService(
  dataFolder: string,
  settings: object = {},
  options: { idleMs?: number } = {},
): Promise<RpopService> {
  writeSettings(dataFolder, settings);
  return RpopService.open({ dataFolder, env: TEST_ENVIRONMENT, ...options });
}

/** The settings that a service finds when it is opened. */
export function writeSettings(dataFolder: string, settings: object): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const document = { credentialStore: 'vault', ...settings };
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify(document), { mode: 0o600 });
}

/** A connection to a server on 127.0.0.1 in clear. */
export function draft(name: string, port: number, more: Partial<ConnectionDraft> = {}): ConnectionDraft {
  return { name, host: '127.0.0.1', port, encryption: 'none', username: name, timeoutSeconds: 20, ...more };
}

/** The worker threads of this process that are alive, as the kernel counts them. */
export function liveWorkerThreads(): number {
  return readdirSync('/proc/self/task').filter((task) => {
    try {
      return readFileSync(`/proc/self/task/${task}/comm`, 'utf8').trim() === 'WorkerThread';
    } catch {
      // It ended while we looked.
      return false;
    }
  }).length;
}
