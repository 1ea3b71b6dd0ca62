import { threadId } from 'node:worker_threads';
import type { FetchCall, FetchOutcome } from '../../../electron/service/fetch-task.ts';

/**
 * Stands in for the fetch worker where the pool itself is tested: does what the task's folder says, `die`, `hang`,
 * `wait` (until told to stop) or anything else: end well. It fetches nothing.
 */
export default async function work({ task, port }: FetchCall): Promise<FetchOutcome> {
  port.postMessage({ type: 'alive', thread: threadId });
  if (task.folder === 'die') process.exit(1);
  // oxlint-disable-next-line no-empty -- a worker that hangs does nothing else
  while (task.folder === 'hang') {}
  if (task.folder === 'wait') {
    const alive = setInterval(() => {
      port.postMessage({ type: 'alive', thread: threadId });
    }, 50);
    await new Promise((resolve) => {
      port.once('message', resolve);
    });
    clearInterval(alive);
  }
  port.close();
  const counts = { retrieved: 1, deleted: 0, skipped: 0, failed: 0, octets: 0 };
  return { counts, error: undefined, login: undefined };
}
