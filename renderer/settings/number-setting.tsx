import { NumberInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
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
  /** What is typed and not taken over yet. */
  const [draft, setDraft] = useState<number | string>();
  const shown = draft ?? setting.value;
  const problem = shown === setting.value ? undefined : setting.check(shown === '' ? undefined : shown);
  const save = async (value: number | string): Promise<void> => {
    if (value !== setting.value && value !== '' && !(await setting.save(value))) return;
    setDraft((typed) => (typed === value && value !== '' ? undefined : typed));
  };
  const saveSoon = useDebouncedCallback((value: number | string) => void save(value), TYPING_MS);

  return (
    <SettingRow
      label={label}
      saved={setting.saved}
      defaultText={setting.isDefault ? undefined : `${defaultAt(path).toLocaleString()}${suffix}`}
      onReset={() => {
        setDraft(undefined);
        return setting.reset();
      }}
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
        value={shown}
        error={problem ?? setting.failure}
        onChange={(value) => {
          setDraft(value);
          saveSoon(value);
        }}
        onBlur={() => void save(shown)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save(shown);
        }}
      />
    </SettingRow>
  );
}
