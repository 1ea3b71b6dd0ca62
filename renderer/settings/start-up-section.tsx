import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useRequest } from '../hooks/use-request.ts';
import { SectionTitle } from './section-title.tsx';
import { SwitchSetting } from './switch-setting.tsx';

/** When RPOP starts, and what closing the window does. */
export function StartUpSection() {
  const { data: facts } = useRequest('app.facts', {});
  return (
    <>
      <SectionTitle title="Start-up and tray" />
      {facts?.tray === false && (
        <Alert mt="sm" color="gray" icon={<IconInfoCircle aria-hidden />}>
          This desktop shows no tray. Closing the window quits RPOP; start it again to fetch.
        </Alert>
      )}
      <SwitchSetting
        path="desktop.startAtLogin"
        label="Start when I log in"
        description="Mail is fetched as soon as you are there."
      />
      <SwitchSetting
        path="desktop.startHidden"
        label="Start in the tray"
        description="When RPOP was started at login, its window stays closed until you ask for it."
      />
      <SwitchSetting
        path="desktop.closeToTray"
        label="Go on fetching when the window is closed"
        description="RPOP stays in the tray. Else closing the window quits it."
      />
    </>
  );
}
