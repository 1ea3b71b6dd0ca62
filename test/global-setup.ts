import { build } from 'vite';

/** Integration tests run the program as users do: the bundle, built once from the source that is being tested. */
export default async function buildTheProgram(): Promise<void> {
  await build({ logLevel: 'warn' });
  for (const mode of ['fetch-worker', 'reading-worker']) {
    await build({ configFile: 'vite.worker.config.ts', mode, logLevel: 'warn' });
  }
}
