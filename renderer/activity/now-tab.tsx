import { Loader } from '@mantine/core';
import { threadLanes } from '../components/thread-lanes.ts';
import { useService } from '../hooks/use-service.ts';
import { NothingRuns } from './nothing-runs.tsx';
import { RunningSummary } from './running-summary.tsx';
import { ThreadLane } from './thread-lane.tsx';
import classes from './now-tab.module.css';

/** What is fetched now, by thread. */
export function NowTab() {
  const service = useService();
  if (service === undefined) return <Loader m="xl" aria-label="Loading" />;
  const { threads } = service;
  const lanes = threads === undefined ? [] : threadLanes(threads);
  return (
    <>
      {threads !== undefined && <RunningSummary status={threads} />}
      {lanes.length === 0 ? (
        <NothingRuns service={service} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also for those without a mouse
        <div className={classes.lanes} tabIndex={0} role="region" aria-label="Sessions that run">
          {lanes.map((lane) => (
            <ThreadLane key={lane.thread ?? 'none'} lane={lane} />
          ))}
        </div>
      )}
    </>
  );
}
