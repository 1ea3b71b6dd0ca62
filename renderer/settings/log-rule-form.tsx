import { Button, Checkbox, Group, MultiSelect, Paper, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { EVENT_TYPES } from '../../shared/events.ts';
import { LOG_DESTINATIONS } from '../../shared/logging.ts';
import { connectionChoices } from '../components/connection-choices.ts';
import { EVENT_KINDS } from '../components/event-kinds.ts';
import { useConnections } from '../hooks/use-connections.ts';
import { DESTINATION_LABELS } from './destination-labels.ts';
import { type LogRule, type LogRuleDraft, ruleOf } from './log-rules.ts';

export interface LogRuleFormProps {
  readonly onAdd: (rule: LogRule) => void;
  readonly onCancel: () => void;
}

const EMPTY: LogRuleDraft = { connection: null, eventTypes: [], destinations: ['internal'] };

/** A new rule. */
export function LogRuleForm({ onAdd, onCancel }: LogRuleFormProps) {
  const [draft, setDraft] = useState(EMPTY);
  const connections = connectionChoices(useConnections().values());
  return (
    <Paper withBorder p="md" mt="xs" role="group" aria-label="New rule">
      <Stack gap="sm">
        <Select
          label="Connection"
          placeholder="All connections"
          data={connections}
          searchable
          clearable
          limit={100}
          clearButtonProps={{ 'aria-label': 'All connections' }}
          value={draft.connection}
          onChange={(connection) => {
            setDraft({ ...draft, connection });
          }}
        />
        <MultiSelect
          label="Types of events"
          placeholder={draft.eventTypes.length === 0 ? 'All types' : ''}
          data={EVENT_TYPES.map((type) => ({ value: type, label: EVENT_KINDS[type].label }))}
          value={[...draft.eventTypes]}
          clearable
          clearButtonProps={{ 'aria-label': 'All types' }}
          onChange={(types) => {
            setDraft({ ...draft, eventTypes: EVENT_TYPES.filter((type) => types.includes(type)) });
          }}
        />
        <Checkbox.Group
          label="Go to"
          description="None: they are not logged."
          value={[...draft.destinations]}
          onChange={(chosen) => {
            setDraft({ ...draft, destinations: LOG_DESTINATIONS.filter((each) => chosen.includes(each)) });
          }}
        >
          <Stack gap="xs" mt="xs">
            {LOG_DESTINATIONS.map((each) => (
              <Checkbox key={each} value={each} label={DESTINATION_LABELS[each]} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group gap="xs">
          <Button
            size="xs"
            onClick={() => {
              onAdd(ruleOf(draft));
            }}
          >
            Add
          </Button>
          <Button size="xs" variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
