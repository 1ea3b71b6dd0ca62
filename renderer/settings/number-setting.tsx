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
  const problem = shown === setting.value ? undefined : setting.check(shown === '' ? Number.NaN : shown);
  const save = async (value: number | string): Promise<void> => {
    if (value === setting.value || (await setting.save(value))) {
      setDraft((typed) => (typed === value ? undefined : typed));
    }
  };
  // The window may go elsewhere while one types: what is right is kept.
  const saveSoon = useDebouncedCallback((value: number | string) => void save(value), {
    delay: TYPING_MS,
    flushOnUnmount: true,
  });
  const saveNow = (): void => {
    saveSoon.cancel();
    if (shown === '') setDraft(undefined);
    else void save(shown);
  };

  return (
    <SettingRow
      label={label}
      saved={setting.saved}
      defaultText={setting.isDefault ? undefined : `${defaultAt(path).toLocaleString()}${suffix}`}
      onReset={() => {
        saveSoon.cancel();
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
          if (value !== '') saveSoon(value);
          else saveSoon.cancel();
        }}
        onBlur={saveNow}
        onKeyDown={(event) => {
          if (event.key === 'Enter') saveNow();
        }}
      />
    </SettingRow>
  );
}
