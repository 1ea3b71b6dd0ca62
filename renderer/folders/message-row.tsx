import { Text } from '@mantine/core';
import type { MessageSummary } from '../../shared/mail-index.ts';
import { printable } from '../../shared/printable.ts';
import { Octets } from '../components/octets.tsx';
import { When } from '../components/when.tsx';
import { senderName } from './sender-name.ts';
import classes from './message-row.module.css';

/** One message: who, what, when, how large. All of it is the sender's text. */
export function MessageRow({ message }: { readonly message: MessageSummary | undefined }) {
  if (message === undefined) return <div className={classes.row} aria-busy="true" aria-label="Loading" />;
  const { from, subject, sentAt, retrievedAt, octets, seen } = message;
  return (
    <div className={classes.row} data-seen={seen}>
      <span className={classes.mark} aria-hidden />
      <Text size="sm" className={classes.from} truncate title={printable(from)}>
        {printable(senderName(from)) || '(no sender)'}
      </Text>
      <Text size="xs" c="dimmed" className={classes.aside}>
        <When at={sentAt ?? retrievedAt} />
      </Text>
      <Text size="sm" className={classes.subject} truncate>
        {printable(subject) || '(no subject)'}
      </Text>
      <Text size="xs" c="dimmed" className={classes.aside}>
        <Octets value={octets} />
      </Text>
    </div>
  );
}
