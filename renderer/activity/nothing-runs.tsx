import { Button } from '@mantine/core';
import { IconCloudOff, IconMoon, IconPlayerPause, IconPower } from '@tabler/icons-react';
import { RESUME_LABEL } from '../../shared/pause.ts';
import type { ServiceFacts } from '../bridge/service-state.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { When } from '../components/when.tsx';
import { useAction } from '../hooks/use-action.ts';
import { useConnections } from '../hooks/use-connections.ts';
import { useFormats } from '../hooks/use-formats.ts';
import { nextUp } from './next-up.ts';

/** Why nothing is fetched now, and when something will be. */
export function NothingRuns({ service }: { readonly service: ServiceFacts }) {
  const next = nextUp(useConnections().values());
  const { mutate: resume } = useAction('resume');
  const { time } = useFormats();
  if (!service.running) {
    return (
      <EmptyState
        icon={IconPower}
        title="The service does not run"
        description="Nothing is fetched. Quit RPOP and start it again."
      />
    );
  }
  if (service.paused !== undefined) {
    const { until } = service.paused;
    return (
      <EmptyState
        icon={IconPlayerPause}
        title="Paused"
        description={
          until === undefined
            ? 'Nothing is fetched until you resume.'
            : `Nothing is fetched until ${time(until)}.`
        }
      >
        <Button
          mt="xs"
          onClick={() => {
            resume({});
          }}
        >
          {RESUME_LABEL}
        </Button>
      </EmptyState>
    );
  }
  if (!service.online) {
    return (
      <EmptyState
        icon={IconCloudOff}
        title="No network"
        description="What is missed is fetched when the network is back."
      />
    );
  }
  return (
    <EmptyState
      icon={IconMoon}
      title="All quiet"
      description={
        next === undefined ? (
          'Nothing is to be fetched.'
        ) : (
          <>
            Next is {next.name}, <When at={next.at} />.
          </>
        )
      }
    />
  );
}
