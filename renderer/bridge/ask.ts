import type { WindowInput, WindowMethod, WindowOutput } from '../../shared/ipc.ts';
import { ReportedError } from '../../shared/reported-error.ts';

/**
 * Asks main, and through it the service.
 * @throws {ReportedError} as the service reported it
 */
export async function ask<M extends WindowMethod>(
  method: M,
  input: WindowInput<M>,
): Promise<WindowOutput[M]> {
  const reply = await window.rpop.ask(method, input);
  if (!reply.ok) throw new ReportedError(reply.error);
  return reply.output;
}
