import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useService } from '../hooks/use-service.ts';
import { ChoiceSetting } from './choice-setting.tsx';
import { EventTypesSetting } from './event-types-setting.tsx';
import { FACILITY_CHOICES } from './facility-choices.ts';
import { LogFilesPart } from './log-files-part.tsx';
import { LogRulesPart } from './log-rules-part.tsx';
import { PartTitle } from './part-title.tsx';
import { RemoteLogPart } from './remote-log-part.tsx';
import { SectionTitle } from './section-title.tsx';
import { SwitchSetting } from './switch-setting.tsx';

/** What is logged, and where it goes. */
export function LoggingSection() {
  const trouble = useService()?.logTrouble ?? [];
  return (
    <>
      <SectionTitle title="Logging">
        Events go to each destination that is on. A slow or broken one never holds up fetching.
      </SectionTitle>
      {trouble.length > 0 && (
        <Alert
          mt="sm"
          color="orange"
          role="alert"
          icon={<IconAlertTriangle aria-hidden />}
          title="Some events do not arrive"
        >
          <List size="sm">
            {trouble.map((each) => (
              <List.Item key={each}>{each}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <EventTypesSetting />
      <LogFilesPart />
      <PartTitle title="This computer's syslog" />
      <SwitchSetting path="logging.system.enabled" label="Send events to syslog" />
      <ChoiceSetting
        path="logging.system.facility"
        label="Facility"
        description="Under which syslog files them."
        choices={FACILITY_CHOICES}
      />
      <RemoteLogPart />
      <LogRulesPart />
    </>
  );
}
