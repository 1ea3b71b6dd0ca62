import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconClockPause, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { PAUSE_CHOICES, RESUME_LABEL } from '../../shared/pause.ts';
import { usePause } from './use-pause.ts';

/** Pauses all fetching, for as long as one chooses; while it is paused, lets it go on. */
export function PauseControl() {
  const { line, isPending, pause, resume } = usePause();
  if (line !== undefined) {
    return (
      <Tooltip label={`${line}: resume`} position="right">
        <ActionIcon aria-label={RESUME_LABEL} loading={isPending} onClick={resume}>
          <IconPlayerPlay size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <Menu position="top-start" width={200} withinPortal={false}>
      <Menu.Target>
        <ActionIcon aria-label="Pause fetching" loading={isPending}>
          <IconPlayerPause size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {PAUSE_CHOICES.map((choice) => {
          const Icon = choice.forMs === undefined ? IconPlayerPause : IconClockPause;
          return (
            <Menu.Item
              key={choice.id}
              leftSection={<Icon size={16} aria-hidden />}
              onClick={() => pause(choice)}
            >
              {choice.label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
