import { Button, Group, Text } from '@mantine/core';
import { IconCopy, IconDeviceFloppy } from '@tabler/icons-react';
import type { RequestOutput } from '../../shared/service-contract.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useFormats } from '../hooks/use-formats.ts';
import { LogList } from './log-list.tsx';
import { useKeepText } from './use-keep-text.ts';
import classes from './dialogue-result.module.css';

/** What was said in one session, and how it ended. */
export function DialogueResult({ dialogue }: { readonly dialogue: RequestOutput['dialogue'] }) {
  const { events, summary } = dialogue;
  const { plural, octets } = useFormats();
  const { copy, save, done } = useKeepText(events, 'rpop-dialogue');
  return (
    <>
      {summary.error === undefined ? (
        <Text size="sm" role="status">
          {`Ended well: ${plural(summary.retrieved, 'message', 'messages')} fetched (${octets(summary.octets)}), ${plural(
            summary.deleted,
            'message',
            'messages',
          )} deleted from the server.`}
        </Text>
      ) : (
        <ErrorNotice error={summary.error} />
      )}
      <div className={classes.list}>
        <LogList events={events} isFollowed={false} />
      </div>
      <Group gap="xs">
        <Text size="xs" c="dimmed" flex={1} role="status">
          {done}
        </Text>
        <Button size="xs" variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={copy}>
          Copy
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          onClick={save}
        >
          Export…
        </Button>
      </Group>
    </>
  );
}
