import { Text } from '@mantine/core';
import type { LogEvent } from '../../shared/events.ts';
import { printable } from '../../shared/printable.ts';
import { useConnection } from '../hooks/use-connections.ts';
import { useLogTime } from './use-log-time.ts';
import { EVENT_KINDS } from '../components/event-kinds.ts';
import classes from './log-list.module.css';

/** The cells of one event. All of it is text, whatever a server put there. */
export function LogRow({ event }: { readonly event: LogEvent }) {
  const { at, eventType, connection, message, code } = event;
  const { time, moment } = useLogTime();
  const status = useConnection(connection ?? '');
  const name = connection === undefined ? 'RPOP' : (status?.name ?? 'Removed connection');
  return (
    <>
      <time role="cell" className={classes.time} dateTime={new Date(at).toISOString()} title={moment(at)}>
        {time(at)}
      </time>
      <span role="cell" className={classes.type}>
        {EVENT_KINDS[eventType].label}
      </span>
      <Text span inherit role="cell" truncate title={name} className={classes.name}>
        {name}
      </Text>
      <span role="cell" className={classes.message}>
        {printable(message)}
        {code !== undefined && <span className={classes.code}> {code}</span>}
      </span>
    </>
  );
}
