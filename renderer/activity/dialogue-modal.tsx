import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useAction } from '../hooks/use-action.ts';
import { ConnectionFilter } from './connection-filter.tsx';
import { DialogueResult } from './dialogue-result.tsx';

export interface DialogueModalProps {
  /** The one to begin with. */
  readonly connection: string | undefined;
  readonly onClose: () => void;
}

/** Runs one session and shows what was said, whatever the log's settings are. */
export function DialogueModal({ connection: first, onClose }: DialogueModalProps) {
  const [connection, setConnection] = useState(first);
  const { mutate: run, data, error, isPending } = useAction('dialogue', { failure: 'here' });
  return (
    <Modal opened onClose={onClose} title="Protocol dialogue" size="xl">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          RPOP fetches the mail of one connection, as it would at its time, and shows each command and each
          answer. Passwords are masked, and of messages only their sizes are shown.
        </Text>
        <Group gap="xs">
          <ConnectionFilter value={connection} onChange={setConnection} placeholder="Choose a connection" />
          <Button
            size="xs"
            disabled={connection === undefined}
            loading={isPending}
            onClick={() => {
              if (connection !== undefined) run({ connection });
            }}
          >
            Fetch and show
          </Button>
        </Group>
        {isPending && (
          <Group gap="xs" role="status">
            <Loader size="xs" aria-hidden />
            <Text size="sm">Talking to the server…</Text>
          </Group>
        )}
        {error !== null && <ErrorNotice error={error} />}
        {data !== undefined && <DialogueResult dialogue={data} />}
      </Stack>
    </Modal>
  );
}
