import { Text } from '@mantine/core';
import type { ThreadLane as Lane } from '../components/thread-lanes.ts';
import { RunningSession } from './running-session.tsx';
import classes from './thread-lane.module.css';

/** One thread and its sessions. */
export function ThreadLane({ lane: { thread, sessions } }: { readonly lane: Lane }) {
  const label = thread === undefined ? 'Not in a thread yet' : `Thread ${thread}`;
  return (
    <section className={classes.lane} aria-label={label}>
      <Text component="h2" size="xs" fw={600} c="dimmed" className={classes.label}>
        {label}
      </Text>
      <ul className={classes.sessions}>
        {sessions.map((session) => (
          <RunningSession key={session.connection} session={session} />
        ))}
      </ul>
    </section>
  );
}
