import { Group, Text } from '@mantine/core';
import type { ThreadStatus } from '../../shared/status.ts';
import { ThreadPicture } from '../components/thread-picture.tsx';
import { useFormats } from '../hooks/use-formats.ts';

/** How much runs and waits, with the picture of the threads. */
export function RunningSummary({ status }: { readonly status: ThreadStatus }) {
  const { plural, number } = useFormats();
  const { running, waiting, threads, limits } = status;
  return (
    <Group justify="space-between" wrap="nowrap" px="lg" py="md">
      <div>
        <Text fw={600}>
          {running === 0 ? 'Nothing runs' : plural(running, 'session runs', 'sessions run')}
          {waiting > 0 && `, ${number(waiting)} waiting`}
        </Text>
        <Text size="sm" c="dimmed">
          {`${number(threads)} of at most ${plural(limits.maximum, 'thread', 'threads')}, up to ${plural(
            limits.sessionsPerThread,
            'session',
            'sessions',
          )} each, ${number(limits.sessionsPerHost)} to one server`}
        </Text>
      </div>
      <ThreadPicture status={status} />
    </Group>
  );
}
