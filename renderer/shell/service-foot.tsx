import { Group, Text } from '@mantine/core';
import { useConnections } from '../hooks/use-connections.ts';
import { useFormats } from '../hooks/use-formats.ts';
import { useNow } from '../hooks/use-now.ts';
import { useService } from '../hooks/use-service.ts';
import { PauseControl } from './pause-control.tsx';
import { serviceWords } from './service-words.ts';
import classes from './service-foot.module.css';

/** What the service is at, and what pauses it. */
export function ServiceFoot() {
  const service = useService();
  const connections = useConnections();
  const formats = useFormats();
  const now = useNow();
  if (service === undefined) return null;
  const { tone, title, detail } = serviceWords(service, connections.values(), now, formats);
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
      <PauseControl />
    </Group>
  );
}
