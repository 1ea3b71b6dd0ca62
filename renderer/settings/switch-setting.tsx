import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { defaultAt, type SettingPathOf } from './setting-path.ts';
import { ROW_SWITCH, SettingRow } from './setting-row.tsx';
import { useSetting } from './use-setting.ts';

export interface SwitchSettingProps {
  readonly path: SettingPathOf<boolean>;
  readonly label: string;
  readonly description?: ReactNode;
  readonly disabled?: boolean;
}

/** Something that is on or off. */
export function SwitchSetting({ path, label, description, disabled }: SwitchSettingProps) {
  const setting = useSetting(path);
  return (
    <SettingRow
      label={label}
      saved={setting.saved}
      defaultText={setting.isDefault ? undefined : defaultAt(path) ? 'on' : 'off'}
      onReset={setting.reset}
    >
      <Switch
        {...ROW_SWITCH}
        label={label}
        description={description}
        disabled={disabled ?? false}
        checked={setting.value}
        error={setting.failure}
        onChange={(event) => {
          void setting.save(event.currentTarget.checked);
        }}
      />
    </SettingRow>
  );
}
