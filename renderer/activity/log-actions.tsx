import { Button, Group, Text } from '@mantine/core';
import {
  IconCopy,
  IconDeviceFloppy,
  IconMessages,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react';
import type { LogEvent } from '../../shared/events.ts';
import { useFormats } from '../hooks/use-formats.ts';
import type { FollowedLog } from './use-followed-log.ts';
import { useKeepText } from './use-keep-text.ts';
import classes from './log-actions.module.css';

export interface LogActionsProps {
  readonly log: FollowedLog;
  /** Those that pass the filter. */
  readonly events: readonly LogEvent[];
  readonly onDialogue: () => void;
}

/** What one can do with the log as it is shown. */
export function LogActions({ log, events, onDialogue }: LogActionsProps) {
  const { plural, number } = useFormats();
  const { copy, save, done } = useKeepText(events, 'rpop-log');
  const inMemory = (): string => {
    const all = events.length < log.events.length ? ` of ${number(log.events.length)}` : '';
    const missed = log.missed > 0 ? `: ${number(log.missed)} new` : '';
    return `${plural(events.length, 'event', 'events')}${all}${log.isFollowed ? '' : `, paused${missed}`}`;
  };
  return (
    <Group className={classes.bar} gap="xs">
      <Button
        size="xs"
        variant={log.isFollowed ? 'default' : 'filled'}
        leftSection={
          log.isFollowed ? (
            <IconPlayerPause size={16} aria-hidden />
          ) : (
            <IconPlayerPlay size={16} aria-hidden />
          )
        }
        onClick={log.isFollowed ? log.pause : log.follow}
      >
        {log.isFollowed ? 'Pause' : 'Follow'}
      </Button>
      <Text size="xs" c="dimmed" flex={1} role="status">
        {done ?? inMemory()}
      </Text>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconMessages size={16} aria-hidden />}
        onClick={onDialogue}
      >
        Show dialogue…
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconCopy size={16} aria-hidden />}
        disabled={events.length === 0}
        onClick={copy}
      >
        Copy
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDeviceFloppy size={16} aria-hidden />}
        disabled={events.length === 0}
        onClick={save}
      >
        Export…
      </Button>
    </Group>
  );
}
