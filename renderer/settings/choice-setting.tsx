import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { defaultAt, type SettingPathOf } from './setting-path.ts';
import { ROW_INPUT, SettingRow } from './setting-row.tsx';
import { useSetting } from './use-setting.ts';

export interface ChoiceSettingProps {
  readonly path: SettingPathOf<string>;
  readonly label: string;
  readonly description: ReactNode;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly disabled?: boolean;
}

/** One of a few. */
export function ChoiceSetting({ path, label, description, choices, disabled }: ChoiceSettingProps) {
  const setting = useSetting(path);
  const preset = defaultAt(path);
  return (
    <SettingRow
      label={label}
      saved={setting.saved}
      defaultText={setting.isDefault ? undefined : choices.find(({ value }) => value === preset)?.label}
      onReset={setting.reset}
    >
      <Select
        {...ROW_INPUT}
        label={label}
        description={description}
        disabled={disabled ?? false}
        data={[...choices]}
        value={setting.value}
        allowDeselect={false}
        searchable={choices.length > 10}
        error={setting.failure}
        onChange={(value) => {
          if (value !== null) void setting.save(value);
        }}
      />
    </SettingRow>
  );
}
