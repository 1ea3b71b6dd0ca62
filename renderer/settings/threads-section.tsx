import { Group, Text } from '@mantine/core';
import { ThreadPicture } from '../components/thread-picture.tsx';
import { useFormats } from '../hooks/use-formats.ts';
import { useService } from '../hooks/use-service.ts';
import { NumberSetting } from './number-setting.tsx';
import { SectionTitle } from './section-title.tsx';
import { ThreadLimits } from './thread-limits.tsx';

/** How much is fetched at once. */
export function ThreadsSection() {
  const threads = useService()?.threads;
  const { plural, number } = useFormats();
  return (
    <>
      <SectionTitle title="Threads">
        Mail is fetched in threads of their own, each with some sessions at once. More of both fetch more
        mailboxes at the same time.
      </SectionTitle>
      {threads !== undefined && (
        <Group justify="space-between" mt="md" mb="xs" wrap="nowrap" pr={44}>
          <div>
            <Text size="sm" fw={500}>
              {`Now: ${number(threads.threads)} of ${plural(threads.limits.maximum, 'thread', 'threads')}`}
            </Text>
            <Text size="sm" c="dimmed">
              {`${plural(threads.running, 'session runs', 'sessions run')}, ${number(threads.waiting)} waiting`}
            </Text>
          </div>
          <ThreadPicture status={threads} />
        </Group>
      )}
      <ThreadLimits />
      <NumberSetting
        path="threads.sessionsPerThread"
        label="Sessions per thread"
        description="Mailboxes that one thread fetches at once."
      />
      <NumberSetting
        path="threads.sessionsPerHost"
        label="Sessions per server"
        description="Mailboxes that are fetched from one server at once. Many servers refuse more than a few."
      />
    </>
  );
}
