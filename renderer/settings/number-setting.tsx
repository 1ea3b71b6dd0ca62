import { NumberInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { defaultAt, type SettingPathOf } from './setting-path.ts';
import { ROW_INPUT, SettingRow } from './setting-row.tsx';
import { useSetting } from './use-setting.ts';

const TYPING_MS = 600;

export interface NumberSettingProps {
  readonly path: SettingPathOf<number>;
  readonly label: string;
  readonly description: ReactNode;
  /** Behind the number: ` minutes`. */
  readonly suffix?: string;
  readonly step?: number;
  readonly disabled?: boolean;
}

/** A number. It is taken over when one stops typing, and what is wrong with it is said at once. */
export function NumberSetting({
  path,
  label,
  description,
  suffix = '',
  step = 1,
  disabled,
}: NumberSettingProps) {
  const setting = useSetting(path);
  const [draft, setDraft] = useState<number | string>(setting.value);
  useEffect(() => {
    setDraft(setting.value);
  }, [setting.value]);

  const problem = draft === setting.value ? undefined : setting.check(draft === '' ? undefined : draft);
  const save = (value: number | string): void => {
    if (value !== setting.value && value !== '') setting.save(value);
  };
  const saveSoon = useDebouncedCallback(save, TYPING_MS);

  return (
    <SettingRow
      label={label}
      saved={setting.saved}
      defaultText={setting.isDefault ? undefined : `${defaultAt(path).toLocaleString()}${suffix}`}
      onReset={setting.reset}
    >
      <NumberInput
        {...ROW_INPUT}
        label={label}
        description={description}
        suffix={suffix}
        step={step}
        disabled={disabled ?? false}
        thousandSeparator
        allowNegative={false}
        value={draft}
        error={problem ?? setting.failure}
        onChange={(value) => {
          setDraft(value);
          saveSoon(value);
        }}
        onBlur={() => {
          save(draft);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save(draft);
        }}
      />
    </SettingRow>
  );
}
