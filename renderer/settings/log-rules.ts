import type { EventType } from '../../shared/events.ts';
import type { LogDestination, LoggingSettings } from '../../shared/logging.ts';

export type LogRule = LoggingSettings['rules'][number];

/** A rule as its form has it: no connection and no types mean any. */
export interface LogRuleDraft {
  readonly connection: string | null;
  readonly eventTypes: readonly EventType[];
  readonly destinations: readonly LogDestination[];
}

export function ruleOf({ connection, eventTypes, destinations }: LogRuleDraft): LogRule {
  return {
    ...(connection === null ? {} : { connection }),
    ...(eventTypes.length === 0 ? {} : { eventTypes: [...eventTypes] }),
    destinations: [...destinations],
  };
}

/** The rules with one of them a place earlier (-1) or later (1): the first that matches decides. */
export function moved(rules: readonly LogRule[], index: number, by: -1 | 1): readonly LogRule[] {
  const other = index + by;
  const rule = rules[index];
  const neighbour = rules[other];
  if (rule === undefined || neighbour === undefined) return rules;
  return rules.with(index, neighbour).with(other, rule);
}

/** The rules that never decide, because an earlier one takes all of their events. */
export function shadowed(rules: readonly LogRule[]): ReadonlySet<number> {
  const found = new Set<number>();
  rules.forEach((rule, index) => {
    if (rules.slice(0, index).some((earlier) => covers(earlier, rule))) found.add(index);
  });
  return found;
}

function covers(earlier: LogRule, later: LogRule): boolean {
  const types = earlier.eventTypes;
  return (
    (earlier.connection === undefined || earlier.connection === later.connection) &&
    (types === undefined || (later.eventTypes?.every((type) => types.includes(type)) ?? false))
  );
}
