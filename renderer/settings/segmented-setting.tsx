import { Input, SegmentedControl } from '@mantine/core';
import type { ChoiceSettingProps } from './choice-setting.tsx';
import { defaultAt } from './setting-path.ts';
import { ROW_INPUT, SettingRow } from './setting-row.tsx';
import { useSetting } from './use-setting.ts';
import classes from './setting-row.module.css';

/** One of two or three, all in sight. */
export function SegmentedSetting({ path, label, description, choices, disabled }: ChoiceSettingProps) {
  const setting = useSetting(path);
  const preset = defaultAt(path);
  return (
    <SettingRow
      label={label}
      saved={setting.saved}
      defaultText={setting.isDefault ? undefined : choices.find(({ value }) => value === preset)?.label}
      onReset={setting.reset}
    >
      <Input.Wrapper
        classNames={ROW_INPUT.classNames}
        labelElement="div"
        label={label}
        description={description}
        error={setting.failure}
      >
        <SegmentedControl
          className={classes.input}
          aria-label={label}
          fullWidth
          size="sm"
          data={[...choices]}
          disabled={disabled ?? false}
          value={setting.value}
          onChange={(value) => void setting.save(value)}
        />
      </Input.Wrapper>
    </SettingRow>
  );
}
