import type { Page } from 'playwright-core';
import type { ConnectionDraft } from '../../shared/connection.ts';
import type { Reply, RpopBridge, WindowInput, WindowMethod, WindowOutput } from '../../shared/ipc.ts';

/** Asks main by the page's own bridge. Throws what main reports. */
export async function ask<M extends WindowMethod>(
  page: Page,
  method: M,
  input: WindowInput<M>,
): Promise<WindowOutput[M]> {
  const answer = await page.evaluate(
    async (given: { method: string; input: unknown }): Promise<unknown> =>
      (globalThis as unknown as { rpop: RpopBridge }).rpop.ask(given.method as never, given.input as never),
    { method, input },
  );
  const reply = answer as Reply<WindowOutput[M]>; // the bridge's contract
  if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`);
  return reply.output;
}

export async function addConnection(page: Page, draft: ConnectionDraft, password: string): Promise<void> {
  await ask(page, 'connections.add', { draft, password });
}
