import { Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { SessionRecord } from '../../shared/history.ts';
import { printable } from '../../shared/printable.ts';
import { Octets } from '../components/octets.tsx';
import { When } from '../components/when.tsx';
import { useConnection } from '../hooks/use-connections.ts';
import { useFormats } from '../hooks/use-formats.ts';
import classes from './session-row.module.css';

/** The cells of one session; what went wrong is below its name. */
export function SessionRow({ session }: { readonly session: SessionRecord }) {
  const { number, duration } = useFormats();
  const { connection, startedAt, endedAt, retrieved, deleted, failed, octets, error } = session;
  const name = useConnection(connection)?.name ?? 'Removed connection';
  return (
    <>
      <span role="cell" className={classes.connection}>
        {error === undefined ? (
          <IconCheck size={16} className={classes.well} aria-label="Ended well" role="img" />
        ) : (
          <IconAlertTriangle size={16} className={classes.failed} aria-label="Failed" role="img" />
        )}
        <span className={classes.words}>
          <Text span size="sm" truncate className={classes.name}>
            {name}
          </Text>
          {error !== undefined && (
            <Text span size="xs" className={`${classes.error} selectable`}>
              {printable(error.message)}
            </Text>
          )}
          {failed > 0 && (
            <Text span size="xs" c="dimmed" className={classes.error}>
              {`${number(failed)} could not be fetched`}
            </Text>
          )}
        </span>
      </span>
      <span role="cell">
        <When at={endedAt} />
      </span>
      <span role="cell">{duration(endedAt - startedAt)}</span>
      <span role="cell">{number(retrieved)}</span>
      <span role="cell">{number(deleted)}</span>
      <span role="cell">
        <Octets value={octets} />
      </span>
    </>
  );
}
