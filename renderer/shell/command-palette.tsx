import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconKeyboard,
  IconMailbox,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconRefresh,
} from '@tabler/icons-react';
import { useConnectionActions } from '../connections/use-connection-actions.tsx';
import { useAction } from '../hooks/use-action.ts';
import { useRequest } from '../hooks/use-request.ts';
import { useService } from '../hooks/use-service.ts';
import { PAGES } from '../navigation/pages.ts';
import { usePlaces } from '../navigation/place-context.ts';
import { shortcut } from '../navigation/shortcut.ts';
import { openShortcutSheet } from './shortcut-sheet.tsx';

const ICON = { size: 18, stroke: 1.5, 'aria-hidden': true } as const;
/** So many results: more of them nobody reads. */
const MOST = 12;

/** Everything that can be done, and every connection, by name (Ctrl+K). */
export function CommandPalette() {
  const { go } = usePlaces();
  const actions = useConnectionActions();
  const { data: connections = [] } = useRequest('connections.list', {});
  const paused = useService()?.paused !== undefined;
  const pause = useAction('pause');
  const resume = useAction('resume');
  const groups: SpotlightActionGroupData[] = [
    {
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
        {
          id: 'pause',
          label: paused ? 'Resume fetching' : 'Pause fetching',
          leftSection: paused ? <IconPlayerPlay {...ICON} /> : <IconPlayerPause {...ICON} />,
          onClick: () => (paused ? resume.mutate({}) : pause.mutate({})),
        },
        {
          id: 'shortcuts',
          label: 'Keyboard shortcuts',
          rightSection: '?',
          leftSection: <IconKeyboard {...ICON} />,
          onClick: openShortcutSheet,
        },
      ],
    },
    {
      group: 'Go to',
      actions: PAGES.map(({ page, label, icon: Icon }, index) => ({
        id: page,
        label,
        rightSection: shortcut(`mod+${index + 1}`),
        leftSection: <Icon {...ICON} />,
        onClick: () => go({ page }),
      })),
    },
    {
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
    },
  ];
  return (
    <Spotlight
      actions={groups}
      limit={MOST}
      shortcut={['mod + K']}
      highlightQuery
      attributes={{ content: { 'aria-label': 'Command palette' } }}
      scrollable
      maxHeight={420}
      searchProps={{
        placeholder: 'Search actions and connections…',
        'aria-label': 'Search actions and connections',
      }}
      nothingFound="Nothing of that name"
    />
  );
}
