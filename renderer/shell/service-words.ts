import type { ConnectionStatus } from '../../shared/status.ts';
import type { ServiceFacts } from '../bridge/service-state.ts';
import type { Formats } from '../formatting/formats.ts';

export interface ServiceWords {
  readonly tone: 'idle' | 'fetching' | 'attention' | 'paused' | 'offline';
  readonly title: string;
  readonly detail: string;
}

/** The service's state in two short lines. */
export function serviceWords(
  service: ServiceFacts,
  connections: Iterable<ConnectionStatus>,
  now: number,
  formats: Formats,
): ServiceWords {
  let fetching = 0;
  let attention = 0;
  let next: number | undefined;
  for (const { state, attention: wanted, nextAt } of connections) {
    if (state === 'fetching') fetching += 1;
    if (wanted) attention += 1;
    if (state === 'waiting' && nextAt !== undefined && (next === undefined || nextAt < next)) next = nextAt;
  }
  const upcoming = next === undefined ? 'Nothing is due' : `Next ${formats.relative(next, now)}`;
  if (!service.running) return { tone: 'paused', title: 'Stopped', detail: 'The service does not run' };
  if (service.paused !== undefined) {
    const { until } = service.paused;
    return {
      tone: 'paused',
      title: 'Paused',
      detail: until === undefined ? 'Until you resume' : `Until ${formats.time(until)}`,
    };
  }
  if (!service.online) return { tone: 'offline', title: 'Offline', detail: 'Waiting for the network' };
  if (fetching > 0)
    return { tone: 'fetching', title: `Fetching ${formats.number(fetching)}`, detail: upcoming };
  if (attention > 0)
    return {
      tone: 'attention',
      title: attention === 1 ? '1 needs you' : `${formats.number(attention)} need you`,
      detail: upcoming,
    };
  return { tone: 'idle', title: 'Up to date', detail: upcoming };
}
