import { Group, Loader, SegmentedControl, Switch, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useFormats } from '../hooks/use-formats.ts';
import { ConnectionFilter } from './connection-filter.tsx';
import { HistoryChart } from './history-chart.tsx';
import { SessionTable } from './session-table.tsx';
import { TIME_SPANS, TIME_SPAN_LABELS, type TimeSpan } from './time-span.ts';
import { MOST_SESSIONS, useHistory } from './use-history.ts';
import classes from './filter-bar.module.css';

/** What sessions did, over time and one by one. Those that found nothing new leave no record. */
export function HistoryTab({ connection: first }: { readonly connection: string | undefined }) {
  const [connection, setConnection] = useState(first);
  const [failures, setFailures] = useState(false);
  const [timeSpan, setTimeSpan] = useState<TimeSpan>('week');
  const { span, totals, sessions } = useHistory({ connection, failures, timeSpan });
  const { number } = useFormats();
  const error = totals.error ?? sessions.error;
  return (
    <>
      <Group className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label="Time span"
          data={TIME_SPANS.map((value) => ({ value, label: TIME_SPAN_LABELS[value] }))}
          value={timeSpan}
          onChange={setTimeSpan}
        />
        <ConnectionFilter value={connection} onChange={setConnection} />
        <Switch
          size="sm"
          label="Failures only"
          checked={failures}
          onChange={(event) => {
            setFailures(event.currentTarget.checked);
          }}
        />
      </Group>
      {error !== null && <ErrorNotice error={error} />}
      {totals.data !== undefined && <HistoryChart span={span} buckets={totals.data} />}
      {sessions.data?.length === MOST_SESSIONS && (
        <Text size="xs" c="dimmed" px="lg" pb="xs">
          {`The newest ${number(MOST_SESSIONS)} sessions are listed; a shorter time shows the others.`}
        </Text>
      )}
      {sessions.isPending && <Loader m="xl" aria-label="Loading" />}
      {sessions.data?.length === 0 && (
        <EmptyState
          icon={IconHistory}
          title={failures ? 'No failures' : 'Nothing yet'}
          description={
            failures
              ? 'Every session of this time ended well.'
              : 'Sessions that bring mail or fail are listed here.'
          }
        />
      )}
      {sessions.data !== undefined && sessions.data.length > 0 && <SessionTable sessions={sessions.data} />}
    </>
  );
}
