import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Connection } from '../../shared/connection.ts';
import type { ConnectionStatus } from '../../shared/status.ts';
import { When } from '../components/when.tsx';
import { useFormats } from '../hooks/use-formats.ts';
import { afterTransferWords, ENCRYPTION_WORDS } from './connection-words.ts';
import classes from './detail-facts.module.css';

interface DetailFactsProps {
  readonly connection: Connection;
  readonly status: ConnectionStatus;
}

/** How a connection is set up, to read. */
export function DetailFacts({ connection, status }: DetailFactsProps) {
  const formats = useFormats();
  const { host, port, encryption, folder, intervalMinutes, afterTransfer } = connection;
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Last fetch', status.last === undefined ? 'Never' : <When key="last" at={status.last.endedAt} />],
    ['New messages', formats.number(status.unseen)],
    ['Folder', folder],
    ['Every', formats.plural(intervalMinutes, 'minute', 'minutes')],
    ['On the server', afterTransferWords(afterTransfer, formats)],
    ['Server', `${host}, port ${port}`],
    ['Encryption', ENCRYPTION_WORDS[encryption]],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([term, description]) => (
        <div key={term}>
          <Text component="dt" size="sm" c="dimmed">
            {term}
          </Text>
          <Text component="dd" size="sm" className="selectable">
            {description}
          </Text>
        </div>
      ))}
    </dl>
  );
}
