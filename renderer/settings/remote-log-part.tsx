import { Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ChoiceSetting } from './choice-setting.tsx';
import { FACILITY_CHOICES } from './facility-choices.ts';
import { NumberSetting } from './number-setting.tsx';
import { PartTitle } from './part-title.tsx';
import { changeOf, problemsOf, together } from './setting-path.ts';
import { useSettingsEditor } from './settings-context.ts';
import { ROW_INPUT, ROW_SWITCH, SettingRow } from './setting-row.tsx';
import { useChange } from './use-setting.ts';

/** Another host's syslog. It is on only with a host: the two change together. */
export function RemoteLogPart() {
  const { settings } = useSettingsEditor();
  const { enabled, host } = settings.logging.remote;
  const { saved, failure, change } = useChange();
  /** What is not taken over yet. */
  const [typed, setTyped] = useState<{ enabled?: boolean; host?: string }>({});
  const draft = { enabled, host, ...typed };
  const changesTo = (next: typeof draft) =>
    together(changeOf('logging.remote.enabled', next.enabled), changeOf('logging.remote.host', next.host));
  const problem = problemsOf(settings, changesTo(draft))[0]?.message;
  const save = (next: typeof draft): void => {
    const changes = changesTo(next);
    const isChanged = next.enabled !== enabled || next.host !== host;
    if (problemsOf(settings, changes).length > 0) return;
    if (!isChanged) setTyped({});
    else void change(changes).then((isTaken) => isTaken && setTyped({}));
  };
  return (
    <>
      <PartTitle title="Another host's syslog" />
      <SettingRow
        label="Send events to another host"
        saved={saved}
        defaultText={enabled ? 'off' : undefined}
        onReset={() => {
          setTyped({});
          return change(changeOf('logging.remote.enabled', null));
        }}
      >
        <Switch
          {...ROW_SWITCH}
          label="Send events to another host"
          checked={draft.enabled}
          onChange={(event) => {
            const next = { ...draft, enabled: event.currentTarget.checked };
            setTyped(next);
            save(next);
          }}
        />
      </SettingRow>
      <SettingRow
        label="Host"
        saved={false}
        defaultText={host === '' ? undefined : 'none'}
        onReset={() => {
          setTyped({});
          return change(changesTo({ enabled: false, host: '' }));
        }}
      >
        <TextInput
          {...ROW_INPUT}
          label="Host"
          description="Name or address of the host that receives the events."
          value={draft.host}
          error={problem ?? failure}
          onChange={(event) => {
            setTyped({ ...typed, host: event.currentTarget.value });
          }}
          onBlur={() => {
            save(draft);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save(draft);
          }}
        />
      </SettingRow>
      <NumberSetting path="logging.remote.port" label="Port" description="Where it listens." />
      <ChoiceSetting
        path="logging.remote.transport"
        label="Transport"
        description="Datagrams are quicker; a connection loses less."
        choices={[
          { value: 'udp', label: 'UDP' },
          { value: 'tcp', label: 'TCP' },
        ]}
      />
      <ChoiceSetting
        path="logging.remote.facility"
        label="Facility"
        description="Under which it files them."
        choices={FACILITY_CHOICES}
      />
    </>
  );
}
