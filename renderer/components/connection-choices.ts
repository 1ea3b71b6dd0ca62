import type { ConnectionStatus } from '../../shared/status.ts';

/** The connections to choose from, by name. */
export function connectionChoices(
  connections: Iterable<Pick<ConnectionStatus, 'id' | 'name'>>,
): { readonly value: string; readonly label: string }[] {
  return [...connections]
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}
