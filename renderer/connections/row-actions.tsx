import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDots, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import type { Connection } from '../../shared/connection.ts';
import type { ConnectionStatus } from '../../shared/status.ts';
import { shortcut } from '../navigation/shortcut.ts';
import { ConnectionMenuItems } from './connection-menu-items.tsx';
import type { ConnectionActions } from './use-connection-actions.tsx';
import classes from './connection-table.module.css';

interface RowActionsProps {
  readonly connection: Connection;
  readonly status: ConnectionStatus | undefined;
  readonly actions: ConnectionActions;
}

/** The buttons at the end of a row. The keyboard does the same by the row's keys, so they are not stops of Tab. */
export function RowActions({ connection, status, actions }: RowActionsProps) {
  const isFetching = status?.state === 'fetching' || status?.state === 'queued';
  const isPaused = status?.paused ?? false;
  const fetchLabel = isFetching ? 'Stop fetching' : 'Fetch now';
  const pauseLabel = isPaused ? 'Resume' : 'Pause';
  return (
    <div className={classes.actions}>
      <Tooltip label={`${fetchLabel}${isFetching ? '' : ` (${shortcut('F5')})`}`}>
        <ActionIcon
          className={classes.quick}
          tabIndex={-1}
          aria-label={`${fetchLabel}: ${connection.name}`}
          onClick={() => (isFetching ? actions.cancel([connection]) : actions.fetch([connection]))}
        >
          {isFetching ? <IconPlayerStop size={17} aria-hidden /> : <IconRefresh size={17} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${pauseLabel} (${shortcut('P')})`}>
        <ActionIcon
          className={classes.quick}
          tabIndex={-1}
          aria-label={`${pauseLabel}: ${connection.name}`}
          onClick={() => actions.togglePause([connection])}
        >
          {isPaused ? <IconPlayerPlay size={17} aria-hidden /> : <IconPlayerPause size={17} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon tabIndex={-1} aria-label={`More actions: ${connection.name}`}>
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <ConnectionMenuItems status={status} connection={connection} actions={actions} />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
