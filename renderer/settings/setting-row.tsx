import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './setting-row.module.css';

export interface SettingRowProps {
  readonly label: string;
  readonly saved: boolean;
  /** The default in words, when the setting is not at it. */
  readonly defaultText: string | undefined;
  readonly onReset: () => unknown;
  readonly children: ReactNode;
}

/** One setting: its control, whether it was just saved, and the way back to its default. */
export function SettingRow({ label, saved, defaultText, onReset, children }: SettingRowProps) {
  return (
    <div className={classes.row}>
      <div>{children}</div>
      <div className={classes.aside}>
        <span role="status">
          {saved && <IconCheck size={18} className={classes.saved} aria-label={`${label}: saved`} />}
        </span>
        {!saved && defaultText !== undefined && (
          <Tooltip label={`Back to the default: ${defaultText}`} openDelay={400}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="md"
              aria-label={`${label}: back to the default, ${defaultText}`}
              onClick={onReset}
            >
              <IconArrowBackUp size={17} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </div>
  );
}

/** The parts of a Mantine input, laid out as a row. */
export const ROW_INPUT = {
  classNames: {
    root: classes.wrapper,
    label: classes.label,
    description: classes.description,
    wrapper: classes.input,
    error: classes.error,
  },
} as const;

export const ROW_SWITCH = {
  labelPosition: 'left',
  classNames: {
    body: classes.switchBody,
    label: classes.label,
    description: classes.description,
  },
} as const;

/** The parts of a check box or radio button with its words. */
export const CHOICE_CLASSES = { description: classes.choiceDescription };
