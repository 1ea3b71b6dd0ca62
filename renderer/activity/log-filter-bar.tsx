import { Chip, Group, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { EVENT_TYPES, type EventType } from '../../shared/events.ts';
import { ConnectionFilter } from './connection-filter.tsx';
import { EVENT_KINDS } from '../components/event-kinds.ts';
import classes from './filter-bar.module.css';

export interface LogFilterBarProps {
  readonly types: ReadonlySet<EventType>;
  readonly onTypes: (types: ReadonlySet<EventType>) => void;
  readonly connection: string | undefined;
  readonly onConnection: (connection: string | undefined) => void;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Which events are shown. */
export function LogFilterBar(props: LogFilterBarProps) {
  const { types, onTypes, connection, onConnection, text, onText } = props;
  return (
    <Group className={classes.bar} role="search" aria-label="Filter of the log">
      <Group gap={6} role="group" aria-label="Types of events">
        {EVENT_TYPES.map((type) => (
          <Chip
            key={type}
            size="xs"
            variant="outline"
            checked={types.has(type)}
            onChange={(checked) => {
              onTypes(new Set(EVENT_TYPES.filter((each) => (each === type ? checked : types.has(each)))));
            }}
          >
            {EVENT_KINDS[type].label}
          </Chip>
        ))}
      </Group>
      <ConnectionFilter value={connection} onChange={onConnection} />
      <TextInput
        size="xs"
        flex={1}
        miw={140}
        type="search"
        aria-label="Text"
        placeholder="Filter by text"
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        onChange={(event) => {
          onText(event.currentTarget.value);
        }}
      />
    </Group>
  );
}
