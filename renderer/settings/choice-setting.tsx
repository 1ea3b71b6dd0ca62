import { Input, SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { defaultAt, type SettingPathOf } from './setting-path.ts';
import { ROW_INPUT, SettingRow } from './setting-row.tsx';
import { useSetting } from './use-setting.ts';
import classes from './setting-row.module.css';

interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface ChoiceSettingProps {
  readonly path: SettingPathOf<string>;
  readonly label: string;
  readonly description: ReactNode;
  /** Up to three are all in sight; more are in a list that opens. */
  readonly choices: readonly Choice[];
  readonly disabled?: boolean;
}

const MOST_IN_SIGHT = 3;
/** From so many on, one finds by typing. */
const LONG_LIST = 10;

/** One of a few. */
export function ChoiceSetting({ path, label, description, choices, disabled = false }: ChoiceSettingProps) {
  const setting = useSetting(path);
  const preset = defaultAt(path);
  const control = {
    label,
    description,
    disabled,
    choices,
    value: setting.value,
    failure: setting.failure,
    onChoose: (value: string) => void setting.save(value),
  };
  return (
    <SettingRow
      label={label}
      saved={setting.saved}
      defaultText={setting.isDefault ? undefined : choices.find(({ value }) => value === preset)?.label}
      onReset={setting.reset}
    >
      {choices.length <= MOST_IN_SIGHT ? <Segments {...control} /> : <OpeningList {...control} />}
    </SettingRow>
  );
}

interface ControlProps extends Required<Omit<ChoiceSettingProps, 'path'>> {
  readonly value: string;
  readonly failure: string | undefined;
  readonly onChoose: (value: string) => void;
}

function Segments({ label, description, disabled, choices, value, failure, onChoose }: ControlProps) {
  return (
    <Input.Wrapper
      classNames={ROW_INPUT.classNames}
      labelElement="div"
      label={label}
      description={description}
      error={failure}
    >
      <SegmentedControl
        className={classes.input}
        aria-label={label}
        fullWidth
        size="sm"
        data={[...choices]}
        disabled={disabled}
        value={value}
        onChange={onChoose}
      />
    </Input.Wrapper>
  );
}

function OpeningList({ label, description, disabled, choices, value, failure, onChoose }: ControlProps) {
  return (
    <Select
      {...ROW_INPUT}
      label={label}
      description={description}
      disabled={disabled}
      data={[...choices]}
      value={value}
      allowDeselect={false}
      searchable={choices.length > LONG_LIST}
      error={failure}
      onChange={(chosen) => {
        if (chosen !== null) onChoose(chosen);
      }}
    />
  );
}
