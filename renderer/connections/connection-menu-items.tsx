import { Kbd, Menu } from '@mantine/core';
import {
  IconActivity,
  IconCopy,
  IconFolder,
  IconInfoCircle,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import type { Connection } from '../../shared/connection.ts';
import type { ConnectionStatus } from '../../shared/status.ts';
import { shortcut } from '../navigation/shortcut.ts';
import { usePlaces } from '../navigation/place-context.ts';
import type { ConnectionActions } from './use-connection-actions.tsx';

interface ConnectionMenuItemsProps {
  readonly connection: Connection;
  readonly status: ConnectionStatus | undefined;
  readonly actions: ConnectionActions;
}

/** Everything else that can be done with a connection. */
export function ConnectionMenuItems({ connection, status, actions }: ConnectionMenuItemsProps) {
  const { go } = usePlaces();
  const hint = (keys: string) => <Kbd size="xs">{shortcut(keys)}</Kbd>;
  const icon = { size: 16, stroke: 1.7, 'aria-hidden': true };
  const isFetching = status?.state === 'fetching' || status?.state === 'queued';
  return (
    <>
      {isFetching ? (
        <Menu.Item leftSection={<IconPlayerStop {...icon} />} onClick={() => actions.cancel([connection])}>
          Stop fetching
        </Menu.Item>
      ) : (
        <Menu.Item
          leftSection={<IconRefresh {...icon} />}
          rightSection={hint('F5')}
          onClick={() => actions.fetch([connection])}
        >
          Fetch now
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={status?.paused ? <IconPlayerPlay {...icon} /> : <IconPlayerPause {...icon} />}
        rightSection={hint('P')}
        onClick={() => actions.togglePause([connection])}
      >
        {status?.paused ? 'Resume' : 'Pause'}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconPencil {...icon} />}
        rightSection={hint('enter')}
        onClick={() => actions.edit(connection)}
      >
        Edit
      </Menu.Item>
      <Menu.Item
        leftSection={<IconInfoCircle {...icon} />}
        rightSection={hint('space')}
        onClick={() => actions.details(connection)}
      >
        Details
      </Menu.Item>
      <Menu.Item
        leftSection={<IconCopy {...icon} />}
        rightSection={hint('mod+D')}
        onClick={() => actions.duplicate(connection)}
      >
        Duplicate
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconFolder {...icon} />}
        onClick={() => go({ page: 'folders', folder: connection.folder })}
      >
        Show its folder
      </Menu.Item>
      <Menu.Item
        leftSection={<IconActivity {...icon} />}
        onClick={() => go({ page: 'activity', tab: 'log', connection: connection.id })}
      >
        Show its log
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        color="red"
        leftSection={<IconTrash {...icon} />}
        rightSection={hint('delete')}
        onClick={() => actions.remove([connection])}
      >
        Remove…
      </Menu.Item>
    </>
  );
}
