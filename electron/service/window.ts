import type { Pop3Client } from '../pop3/client.ts';
import { PIPELINE_WINDOW } from '../pop3/limits.ts';

/** How many commands may be on their way at once: one, where the server does not allow pipelining. */
export function windowOf(client: Pop3Client): number {
  return client.capabilities.pipelining ? PIPELINE_WINDOW.commands : 1;
}

/** Runs `work` for each item, as many at once as the server's pipelining allows. Throws the first failure. */
export async function eachInWindow<T>(
  client: Pop3Client,
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const queue = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) await work(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(windowOf(client), items.length) }, lane));
}
