import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useAction } from '../hooks/use-action.ts';
import { useConnections } from '../hooks/use-connections.ts';
import { useFormats } from '../hooks/use-formats.ts';
import { useNow } from '../hooks/use-now.ts';
import { useService } from '../hooks/use-service.ts';
import { serviceWords } from './service-words.ts';
import classes from './service-foot.module.css';

/** What the service is at, and the button that pauses it. */
export function ServiceFoot() {
  const service = useService();
  const connections = useConnections();
  const formats = useFormats();
  const now = useNow();
  const pause = useAction('pause');
  const resume = useAction('resume');
  if (service === undefined) return null;
  const { tone, title, detail } = serviceWords(service, connections.values(), now, formats);
  const isPaused = service.paused !== undefined;
  const label = isPaused ? 'Resume fetching' : 'Pause fetching';
  return (
    <Group component="footer" className={classes.foot} wrap="nowrap" gap="xs">
      <span className={classes.dot} data-tone={tone} aria-hidden />
      <div className={classes.words}>
        <Text size="sm" fw={500} truncate>
          {title}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {detail}
        </Text>
      </div>
      <Tooltip label={label} position="right">
        <ActionIcon
          aria-label={label}
          loading={pause.isPending || resume.isPending}
          onClick={() => (isPaused ? resume.mutate({}) : pause.mutate({}))}
        >
          {isPaused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
