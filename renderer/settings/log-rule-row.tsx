import { ActionIcon, Group, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { EVENT_KINDS } from '../components/event-kinds.ts';
import { useConnection } from '../hooks/use-connections.ts';
import { DESTINATION_LABELS } from './destination-labels.ts';
import type { LogRule } from './log-rules.ts';
import classes from './log-rules-part.module.css';

export interface LogRuleRowProps {
  readonly rule: LogRule;
  /** An earlier rule takes all of its events. */
  readonly isShadowed: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One rule as a sentence, with its place and the way to remove it. */
export function LogRuleRow({ rule, isShadowed, isFirst, isLast, onMove, onRemove }: LogRuleRowProps) {
  const connection = useConnection(rule.connection ?? '');
  const what =
    rule.eventTypes === undefined
      ? 'All events'
      : `${rule.eventTypes.map((type) => EVENT_KINDS[type].label).join(', ')} events`;
  const whose =
    rule.connection === undefined ? 'all connections' : (connection?.name ?? 'a connection that was removed');
  const where = rule.destinations.map((each) => DESTINATION_LABELS[each]).join(', ') || 'nowhere';
  const words = `${what} of ${whose} go to ${where}`;
  return (
    <li className={classes.rule}>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm">{words}</Text>
        {isShadowed && (
          <Text size="xs" c="dimmed">
            Never decides: an earlier rule takes all of these events.
          </Text>
        )}
      </div>
      <Group gap={2} wrap="nowrap">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Earlier: ${words}`}
          disabled={isFirst}
          onClick={() => {
            onMove(-1);
          }}
        >
          <IconArrowUp size={17} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Later: ${words}`}
          disabled={isLast}
          onClick={() => {
            onMove(1);
          }}
        >
          <IconArrowDown size={17} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="red" aria-label={`Remove: ${words}`} onClick={onRemove}>
          <IconTrash size={17} />
        </ActionIcon>
      </Group>
    </li>
  );
}
