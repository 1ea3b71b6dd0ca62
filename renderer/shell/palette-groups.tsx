import type { SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconClockPause,
  IconKeyboard,
  IconMailbox,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconRefresh,
} from '@tabler/icons-react';
import { SETTINGS_SECTIONS } from '../../shared/ipc.ts';
import { PAUSE_CHOICES, RESUME_LABEL } from '../../shared/pause.ts';
import { useConnectionActions } from '../connections/use-connection-actions.tsx';
import { useRequest } from '../hooks/use-request.ts';
import { PAGES } from '../navigation/pages.ts';
import { usePlaces } from '../navigation/place-context.ts';
import { shortcut } from '../navigation/shortcut.ts';
import { SECTIONS } from '../settings/section-list.ts';
import { openShortcutSheet } from './shortcut-sheet.tsx';
import { usePause } from './use-pause.ts';

const ICON = { size: 18, stroke: 1.5, 'aria-hidden': true } as const;

/**
 * What the command palette finds.
 * @param searching false: what is offered before anything is typed, the actions and the pages
 */
export function usePaletteGroups(searching: boolean): SpotlightActionGroupData[] {
  const actions = useActionGroup();
  const pages = usePageGroup();
  const settings = useSettingsGroup();
  const connections = useConnectionGroup();
  return searching ? [actions, pages, settings, connections] : [actions, pages];
}

function useActionGroup(): SpotlightActionGroupData {
  const actions = useConnectionActions();
  const { data: connections = [] } = useRequest('connections.list', {});
  const { line, pause, resume } = usePause();
  const pausing =
    line === undefined
      ? PAUSE_CHOICES.map((choice) => {
          const Icon = choice.forMs === undefined ? IconPlayerPause : IconClockPause;
          return {
            id: choice.id,
            label: choice.label,
            leftSection: <Icon {...ICON} />,
            onClick: () => pause(choice),
          };
        })
      : [
          {
            id: 'resume',
            label: RESUME_LABEL,
            description: line,
            leftSection: <IconPlayerPlay {...ICON} />,
            onClick: resume,
          },
        ];
  return {
    group: 'Actions',
    actions: [
      {
        id: 'add',
        label: 'Add a connection',
        rightSection: shortcut('mod+N'),
        leftSection: <IconPlus {...ICON} />,
        onClick: actions.add,
      },
      {
        id: 'fetch-all',
        label: 'Fetch all now',
        rightSection: shortcut('F5'),
        leftSection: <IconRefresh {...ICON} />,
        onClick: () => actions.fetch(connections.filter(({ enabled }) => enabled)),
      },
      ...pausing,
      {
        id: 'shortcuts',
        label: 'Keyboard shortcuts',
        rightSection: '?',
        leftSection: <IconKeyboard {...ICON} />,
        onClick: openShortcutSheet,
      },
    ],
  };
}

function usePageGroup(): SpotlightActionGroupData {
  const { go } = usePlaces();
  return {
    group: 'Go to',
    actions: PAGES.map(({ page, label, icon: Icon }, index) => ({
      id: page,
      label,
      rightSection: shortcut(`mod+${index + 1}`),
      leftSection: <Icon {...ICON} />,
      onClick: () => go({ page }),
    })),
  };
}

function useSettingsGroup(): SpotlightActionGroupData {
  const { go } = usePlaces();
  return {
    group: 'Settings',
    actions: SETTINGS_SECTIONS.map((section) => {
      const { label, icon: Icon } = SECTIONS[section];
      return {
        id: `settings ${section}`,
        label: `Settings: ${label}`,
        leftSection: <Icon {...ICON} />,
        onClick: () => go({ page: 'settings', section }),
      };
    }),
  };
}

function useConnectionGroup(): SpotlightActionGroupData {
  const actions = useConnectionActions();
  const { data: connections = [] } = useRequest('connections.list', {});
  return {
    group: 'Connections',
    actions: connections.flatMap((connection) => [
      {
        id: `details ${connection.id}`,
        label: connection.name,
        description: connection.username,
        keywords: [connection.host, connection.folder, 'details'],
        leftSection: <IconMailbox {...ICON} />,
        onClick: () => actions.details(connection),
      },
      {
        id: `fetch ${connection.id}`,
        label: `Fetch ${connection.name}`,
        leftSection: <IconRefresh {...ICON} />,
        onClick: () => actions.fetch([connection]),
      },
      {
        id: `edit ${connection.id}`,
        label: `Edit ${connection.name}`,
        keywords: [connection.username],
        leftSection: <IconMailbox {...ICON} />,
        onClick: () => actions.edit(connection),
      },
    ]),
  };
}
