import { SectionTitle } from './section-title.tsx';
import { SwitchSetting } from './switch-setting.tsx';

/** What the desktop announces. */
export function NotificationsSection() {
  return (
    <>
      <SectionTitle title="Notifications" />
      <SwitchSetting
        path="desktop.notifyNewMail"
        label="New mail"
        description="With sender and subject, one notification for all that came together. Each connection can be left out in its own settings."
      />
      <SwitchSetting
        path="desktop.notifyAttention"
        label="Connections that need you"
        description="When a password is refused or a certificate changed. Nothing is fetched there until you act."
      />
    </>
  );
}
