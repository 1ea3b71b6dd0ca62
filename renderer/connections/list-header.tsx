import { Button, CloseButton, Group, Text, TextInput, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlus, IconRefresh, IconSearch, IconTrash } from '@tabler/icons-react';
import type { RefObject } from 'react';
import type { Connection } from '../../shared/connection.ts';
import { PageHeader } from '../components/page-header.tsx';
import { useFormats } from '../hooks/use-formats.ts';
import { shortcut } from '../navigation/shortcut.ts';
import { ListSummary } from './list-summary.tsx';
import type { ConnectionActions } from './use-connection-actions.tsx';

interface ListHeaderProps {
  readonly total: number;
  readonly selected: readonly Connection[];
  readonly actions: ConnectionActions;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onLeaveSearch: () => void;
  readonly onFetchAll: () => void;
  readonly onClearSelection: () => void;
}

/** The top of the list. While several connections are selected, what can be done with all of them at once. */
export function ListHeader(props: ListHeaderProps) {
  const { total, selected, actions, onFetchAll, onClearSelection } = props;
  const formats = useFormats();
  if (selected.length > 1) {
    return (
      <PageHeader
        title={`${formats.number(selected.length)} selected`}
        description={`of ${formats.plural(total, 'connection', 'connections')}`}
      >
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          onClick={() => actions.fetch(selected)}
        >
          Fetch now
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          onClick={() => actions.togglePause(selected)}
        >
          Pause or resume
        </Button>
        <Button
          variant="default"
          c="red"
          leftSection={<IconTrash size={16} />}
          onClick={() => actions.remove(selected)}
        >
          Remove…
        </Button>
        <CloseButton aria-label="Clear the selection" onClick={onClearSelection} />
      </PageHeader>
    );
  }
  return (
    <PageHeader title="Connections" description={<ListSummary total={total} />}>
      <Search {...props} />
      <Tooltip label={<Hint text="Fetch all now" keys="F5" />}>
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onFetchAll}>
          Fetch all
        </Button>
      </Tooltip>
      <Tooltip label={<Hint text="Add a connection" keys="mod+N" />}>
        <Button leftSection={<IconPlus size={16} />} onClick={actions.add}>
          Add
        </Button>
      </Tooltip>
    </PageHeader>
  );
}

function Search({ search, onSearch, searchRef, onLeaveSearch }: ListHeaderProps) {
  return (
    <TextInput
      ref={searchRef}
      w={{ base: 130, md: 200 }}
      placeholder={`Search (${shortcut('mod+F')})`}
      aria-label="Search connections"
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        search !== '' && <CloseButton size="sm" aria-label="Clear the search" onClick={() => onSearch('')} />
      }
      value={search}
      onChange={(event) => onSearch(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onSearch('');
        if (['Escape', 'ArrowDown', 'Enter'].includes(event.key)) {
          event.preventDefault();
          onLeaveSearch();
        }
      }}
    />
  );
}

function Hint({ text, keys }: { readonly text: string; readonly keys: string }) {
  return (
    <Group gap={8} wrap="nowrap">
      {text}
      <Text span size="xs" opacity={0.7}>
        {shortcut(keys)}
      </Text>
    </Group>
  );
}
