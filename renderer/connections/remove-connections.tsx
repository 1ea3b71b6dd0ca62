import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Connection } from '../../shared/connection.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { notifyDone } from '../components/notify.tsx';
import { useAction } from '../hooks/use-action.ts';
import { useFormats } from '../hooks/use-formats.ts';

interface RemoveConnectionsProps {
  readonly connections: readonly Connection[];
  readonly onClose: () => void;
}

/** The question before connections are removed: what goes, what stays, and whether they are forgotten altogether. */
export function RemoveConnections({ connections, onClose }: RemoveConnectionsProps) {
  const formats = useFormats();
  const [forget, setForget] = useState(false);
  const remove = useAction('connections.remove', { failure: 'here' });
  const one = connections.length === 1 ? connections[0] : undefined;
  const submit = async (): Promise<void> => {
    for (const { id } of connections) await remove.mutateAsync({ connection: id, forget });
    notifyDone(
      one
        ? `${one.name} removed`
        : `${formats.plural(connections.length, 'connection', 'connections')} removed`,
    );
    onClose();
  };
  return (
    <Stack gap="md">
      <Text size="sm">
        {one ? 'Its password is deleted, too.' : 'Their passwords are deleted, too.'} Mail that is already
        here stays where it is, and nothing changes on the server.
      </Text>
      <Checkbox
        label="Also forget what was fetched"
        description="A connection to the same mailbox would then fetch everything again."
        checked={forget}
        onChange={(event) => setForget(event.currentTarget.checked)}
      />
      {remove.error && <ErrorNotice error={remove.error} />}
      <Group justify="flex-end" gap="xs">
        {/* What cannot be taken back is not a key away. */}
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        {/* The error, if any, is shown above. */}
        <Button color="red" loading={remove.isPending} onClick={() => void submit().catch(() => undefined)}>
          Remove
        </Button>
      </Group>
    </Stack>
  );
}
