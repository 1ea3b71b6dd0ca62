import { Progress, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconCloudDownload,
  IconHourglass,
  IconPlayerPause,
  IconPower,
  IconRefreshAlert,
  type Icon,
} from '@tabler/icons-react';
import type { ConnectionStatus } from '../../shared/status.ts';
import { useFormats } from '../hooks/use-formats.ts';
import { useNow } from '../hooks/use-now.ts';
import { stateWords, type Tone } from './state-words.ts';
import classes from './state-cell.module.css';

const ICONS: Record<Tone, Icon> = {
  attention: IconAlertTriangle,
  fetching: IconCloudDownload,
  queued: IconHourglass,
  retrying: IconRefreshAlert,
  ok: IconCircleCheck,
  new: IconClock,
  paused: IconPlayerPause,
  off: IconPower,
};

interface StateCellProps {
  readonly status: ConnectionStatus;
  /** All of the words, on as many lines as they need; else what fits on one. */
  readonly whole?: boolean;
}

/** What a connection is at: an icon and words, and below them what comes next, or how far the fetch is. */
export function StateCell({ status, whole = false }: StateCellProps) {
  const formats = useFormats();
  const { tone, title, detail } = stateWords(status, useNow(), formats);
  const Icon = ICONS[tone];
  const { progress } = status;
  return (
    <div className={classes.cell} data-tone={tone}>
      <Icon size={18} stroke={1.7} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <Text size="md" truncate className={classes.title}>
          {title}
        </Text>
        {tone === 'fetching' ? (
          <Progress
            value={share(progress?.octetsDone, progress?.octetsTotal)}
            size={4}
            mt={5}
            mb={4}
            transitionDuration={200}
            aria-label={`Progress of ${status.name}`}
          />
        ) : (
          detail !== undefined && (
            <Text size="xs" c="dimmed" truncate={!whole} title={detail}>
              {detail}
            </Text>
          )
        )}
      </div>
    </div>
  );
}

function share(done = 0, total = 0): number {
  return total === 0 ? 0 : (100 * done) / total;
}
