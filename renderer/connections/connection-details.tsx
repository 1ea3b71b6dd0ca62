import { Drawer, Group, Stack, Text, Title } from '@mantine/core';
import type { Connection } from '../../shared/connection.ts';
import { useConnection } from '../hooks/use-connections.ts';
import { DetailFacts } from './detail-facts.tsx';
import { LastErrorNotice } from './last-error-notice.tsx';
import { DetailActions } from './detail-actions.tsx';
import { StateCell } from './state-cell.tsx';
import type { ConnectionActions } from './use-connection-actions.tsx';

interface ConnectionDetailsProps {
  /** Undefined: closed. */
  readonly connection: Connection | undefined;
  readonly actions: ConnectionActions;
  readonly onClose: () => void;
}

/** One connection at the side: how it is, what is wrong with it and what to do about that, and how it is set up. */
export function ConnectionDetails({ connection, actions, onClose }: ConnectionDetailsProps) {
  return (
    <Drawer.Root opened={connection !== undefined} onClose={onClose} position="right" size={420}>
      <Drawer.Overlay backgroundOpacity={0.2} />
      <Drawer.Content aria-label="Connection details">
        {connection && (
          <>
            <Drawer.Header px="lg">
              <Stack gap={0} miw={0}>
                <Title order={2} size="h4" lineClamp={2}>
                  {connection.name}
                </Title>
                <Text size="sm" c="dimmed" truncate>
                  {connection.username}
                </Text>
              </Stack>
              <Drawer.CloseButton aria-label="Close the details" />
            </Drawer.Header>
            <Drawer.Body px="lg">
              <Details connection={connection} actions={actions} />
            </Drawer.Body>
          </>
        )}
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Details({
  connection,
  actions,
}: {
  readonly connection: Connection;
  readonly actions: ConnectionActions;
}) {
  const status = useConnection(connection.id);
  if (status === undefined) return null;
  return (
    <Stack gap="lg">
      <StateCell status={status} whole />
      {status.last?.error !== undefined && (
        <LastErrorNotice connection={connection} last={status.last} actions={actions} />
      )}
      <Group gap="xs">
        <DetailActions connection={connection} status={status} actions={actions} />
      </Group>
      <DetailFacts connection={connection} status={status} />
    </Stack>
  );
}
