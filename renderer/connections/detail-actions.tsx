import { Button } from '@mantine/core';
import {
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
} from '@tabler/icons-react';
import type { Connection } from '../../shared/connection.ts';
import type { ConnectionStatus } from '../../shared/status.ts';
import type { ConnectionActions } from './use-connection-actions.tsx';

interface DetailActionsProps {
  readonly connection: Connection;
  readonly status: ConnectionStatus;
  readonly actions: ConnectionActions;
}

/** What one does most with a connection, as buttons. */
export function DetailActions({ connection, status, actions }: DetailActionsProps) {
  const isFetching = status.state === 'fetching' || status.state === 'queued';
  return (
    <>
      {isFetching ? (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={16} />}
          onClick={() => actions.cancel([connection])}
        >
          Stop fetching
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          onClick={() => actions.fetch([connection])}
        >
          Fetch now
        </Button>
      )}
      <Button
        variant="default"
        leftSection={status.paused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
        onClick={() => actions.togglePause([connection])}
      >
        {status.paused ? 'Resume' : 'Pause'}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPencil size={16} />}
        onClick={() => actions.edit(connection)}
      >
        Edit
      </Button>
    </>
  );
}
