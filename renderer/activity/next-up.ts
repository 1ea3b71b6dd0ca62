import type { ConnectionStatus } from '../../shared/status.ts';

/** The connection that is polled next of all; undefined where none has a time. */
export function nextUp(
  connections: Iterable<ConnectionStatus>,
): { readonly name: string; readonly at: number } | undefined {
  let next: { name: string; at: number } | undefined;
  for (const { name, nextAt } of connections) {
    if (nextAt !== undefined && (next === undefined || nextAt < next.at)) next = { name, at: nextAt };
  }
  return next;
}
