import { Checkbox, Stack } from '@mantine/core';
import { EVENT_TYPES } from '../../shared/events.ts';
import { EVENT_KINDS } from '../components/event-kinds.ts';
import { CHOICE_CLASSES, SettingRow } from './setting-row.tsx';
import { useSetting } from './use-setting.ts';

/** Which types of events are logged. */
export function EventTypesSetting() {
  const setting = useSetting('logging.eventTypes');
  return (
    <SettingRow
      label="Events"
      saved={setting.saved}
      defaultText={setting.isDefault ? undefined : 'all but protocol'}
      onReset={setting.reset}
    >
      <Checkbox.Group
        classNames={CHOICE_CLASSES}
        label="Events"
        description="A connection can have its own choice."
        value={setting.value}
        error={setting.failure}
        onChange={(types) => {
          void setting.save(EVENT_TYPES.filter((type) => types.includes(type)));
        }}
      >
        <Stack gap="xs" mt="xs">
          {EVENT_TYPES.map((type) => (
            <Checkbox
              key={type}
              classNames={CHOICE_CLASSES}
              value={type}
              label={EVENT_KINDS[type].label}
              description={EVENT_KINDS[type].meaning}
            />
          ))}
        </Stack>
      </Checkbox.Group>
    </SettingRow>
  );
}
