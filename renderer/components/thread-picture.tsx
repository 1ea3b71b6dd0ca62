import type { ThreadStatus } from '../../shared/status.ts';
import { threadSlots } from './thread-lanes.ts';
import classes from './thread-picture.module.css';

/** The threads as columns: how full each is, which are idle, and how many more there may be. */
export function ThreadPicture({ status }: { readonly status: ThreadStatus }) {
  const slots = threadSlots(status);
  return (
    <div className={classes.picture} role="img" aria-label={inWords(status)}>
      {slots.map((slot, index) => (
        <div
          // oxlint-disable-next-line react/no-array-index-key -- a column is its place
          key={index}
          className={classes.thread}
          data-state={slot.state}
        >
          {slot.state === 'busy' && (
            <div className={classes.level} style={{ height: `${Math.max(slot.share * 100, 12)}%` }} />
          )}
        </div>
      ))}
    </div>
  );
}

function inWords({ threads, running, waiting, limits }: ThreadStatus): string {
  return (
    `Threads: ${threads} of at most ${limits.maximum}. ` +
    `Sessions: ${running} running, ${waiting} waiting, at most ${limits.sessionsPerThread} in each thread.`
  );
}
