import { pausedLine } from '../../../shared/pause.ts';
import type { ConnectionStatus, ServiceStatus } from '../../../shared/status.ts';

export type TrayState = 'idle' | 'fetching' | 'attention' | 'paused';

/** What the tray says at a glance. */
export interface TraySummary {
  readonly state: TrayState;
  readonly unseen: number;
  /** What runs, what is wrong, or how the last session ended; one line. */
  readonly line: string;
  readonly paused: boolean;
  readonly connections: number;
  /** The first connection that only the user can help. */
  readonly attention: string | undefined;
}

export function traySummary(
  { connections, paused, online }: Pick<ServiceStatus, 'connections' | 'paused' | 'online'>,
  locale: string,
): TraySummary {
  const fetching = connections.filter(({ state }) => state === 'fetching');
  const attention = connections.filter((each) => each.attention);
  let state: TrayState = 'idle';
  if (attention.length > 0) state = 'attention';
  else if (fetching.length > 0) state = 'fetching';
  else if (paused !== undefined) state = 'paused';
  return {
    state,
    unseen: connections.reduce((sum, { unseen }) => sum + unseen, 0),
    line: line(),
    paused: paused !== undefined,
    connections: connections.length,
    attention: attention[0]?.id,
  };

  function line(): string {
    const [first, ...others] = attention;
    if (first !== undefined) {
      return others.length === 0
        ? `${first.name} needs you`
        : `${attention.length.toLocaleString(locale)} connections need you`;
    }
    const [one, ...rest] = fetching;
    if (one !== undefined) {
      return rest.length === 0
        ? `Fetching from ${one.name}…`
        : `Fetching from ${fetching.length.toLocaleString(locale)} connections…`;
    }
    if (paused !== undefined) return pausedLine(paused.until, (at) => time(at, locale));
    if (!online) return 'Offline: waiting for the network';
    return lastResult(connections, locale);
  }
}

function lastResult(connections: readonly ConnectionStatus[], locale: string): string {
  const last = connections
    .flatMap((each) => (each.last === undefined ? [] : [{ name: each.name, ...each.last }]))
    .toSorted((a, b) => b.endedAt - a.endedAt)[0];
  if (last === undefined) return connections.length === 0 ? 'No connections yet' : 'Nothing fetched yet';
  const at = time(last.endedAt, locale);
  if (last.error !== undefined) return `${at}: ${last.name} failed`;
  return `${at}: ${last.name}, ${newMessages(last.newMessages, locale)}`;
}

export function newMessages(count: number, locale: string): string {
  if (count === 0) return 'no new messages';
  return count === 1 ? '1 new message' : `${count.toLocaleString(locale)} new messages`;
}

function time(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
}
