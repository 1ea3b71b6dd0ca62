import { Badge, Checkbox, Text } from '@mantine/core';
import { memo, type MouseEvent } from 'react';
import type { Connection } from '../../shared/connection.ts';
import { useConnection } from '../hooks/use-connections.ts';
import { useFormats } from '../hooks/use-formats.ts';
import { LastResultCell } from './last-result-cell.tsx';
import { RowActions } from './row-actions.tsx';
import { StateCell } from './state-cell.tsx';
import type { ConnectionActions } from './use-connection-actions.tsx';
import classes from './connection-table.module.css';

export interface RowHandlers {
  readonly onClick: (id: string, event: MouseEvent) => void;
  readonly onToggle: (id: string) => void;
}

interface ConnectionRowProps {
  readonly connection: Connection;
  /** Its place among all rows, counted from 1 with the header, for screen readers. */
  readonly rowIndex: number;
  readonly selected: boolean;
  readonly active: boolean;
  readonly actions: ConnectionActions;
  readonly handlers: RowHandlers;
}

export function rowId(id: string): string {
  return `connection-${id}`;
}

/** One connection. It is drawn again only when its own state changes. */
export const ConnectionRow = memo(function ConnectionRow({
  connection,
  rowIndex,
  selected,
  active,
  actions,
  handlers,
}: ConnectionRowProps) {
  const { id, name, username, host, folder } = connection;
  const status = useConnection(id);
  const formats = useFormats();
  const unseen = status?.unseen ?? 0;
  return (
    // The keys of a grid's rows belong to the grid, which has the focus (ARIA APG, Grid).
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <tr
      id={rowId(id)}
      className={classes.row}
      aria-rowindex={rowIndex}
      aria-selected={selected}
      data-active={active || undefined}
      onClick={(event) => handlers.onClick(id, event)}
      onDoubleClick={() => actions.edit(connection)}
    >
      <td className={classes.check}>
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={`Select ${name}`}
          checked={selected}
          onChange={() => handlers.onToggle(id)}
          onClick={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
        />
      </td>
      <td>
        <Text size="md" fw={500} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed" truncate title={`${username} on ${host}`}>
          {username.includes('@') ? username : `${username} on ${host}`}
        </Text>
      </td>
      <td>{status && <StateCell status={status} />}</td>
      <td className={classes.folder}>
        <Text size="md" truncate title={folder}>
          {folder}
        </Text>
      </td>
      <td className={classes.last}>
        <LastResultCell last={status?.last} />
      </td>
      <td className={classes.unseen}>
        {unseen > 0 && (
          <Badge variant="light" size="md" title={formats.plural(unseen, 'new message', 'new messages')}>
            {formats.number(unseen)}
          </Badge>
        )}
      </td>
      <td>
        <RowActions connection={connection} status={status} actions={actions} />
      </td>
    </tr>
  );
});
