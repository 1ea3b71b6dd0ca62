import { ActionIcon, Progress, Text, Tooltip } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import type { RunningSession as Session, SessionProgress } from '../../shared/status.ts';
import { When } from '../components/when.tsx';
import { useAction } from '../hooks/use-action.ts';
import { useConnection } from '../hooks/use-connections.ts';
import { useFormats } from '../hooks/use-formats.ts';
import { useRate } from './use-rate.ts';
import classes from './running-session.module.css';

/** One session that runs: how far it is, how quickly it goes on, and the way to end it. */
export function RunningSession({ session }: { readonly session: Session }) {
  const { connection, startedAt } = session;
  const status = useConnection(connection);
  const { mutate: cancel, isPending } = useAction('fetch.cancel');
  const name = status?.name ?? 'A connection that was removed';
  const progress = status?.progress;
  return (
    <li className={classes.session}>
      <Text size="sm" fw={500} truncate title={name}>
        {name}
      </Text>
      <Text size="xs" c="dimmed" className={classes.since}>
        Began <When at={startedAt} />
      </Text>
      <Progress.Root size="sm" className={classes.bar}>
        <Progress.Section
          value={shareOf(progress) * 100}
          aria-label={`Progress of ${name}`}
          striped={progress === undefined}
        />
      </Progress.Root>
      <Text size="xs" c="dimmed" className={classes.figures}>
        <Figures progress={progress} />
      </Text>
      <Tooltip label="Stop" openDelay={400}>
        <ActionIcon
          className={classes.stop}
          variant="subtle"
          color="gray"
          aria-label={`Stop ${name}`}
          loading={isPending}
          onClick={() => {
            cancel({ connection });
          }}
        >
          <IconPlayerStop size={17} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

function Figures({ progress }: { readonly progress: SessionProgress | undefined }) {
  const { number, octets, plural } = useFormats();
  const rate = useRate(progress);
  if (progress === undefined) return 'Looking what is there…';
  const { messagesDone, messagesTotal, octetsDone, octetsTotal } = progress;
  return [
    `${number(messagesDone)} of ${plural(messagesTotal, 'message', 'messages')}`,
    `${octets(octetsDone)} of ${octets(octetsTotal)}`,
    ...(rate === undefined ? [] : [`${octets(rate)}/s`]),
  ].join(' · ');
}

function shareOf(progress: SessionProgress | undefined): number {
  if (progress === undefined) return 0;
  const { messagesDone, messagesTotal, octetsDone, octetsTotal } = progress;
  if (octetsTotal > 0) return Math.min(1, octetsDone / octetsTotal);
  return messagesTotal > 0 ? messagesDone / messagesTotal : 0;
}
