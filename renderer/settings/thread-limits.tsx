import { Button, Group, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { changeOf, defaultAt, isDefault, problemsOf, together } from './setting-path.ts';
import { useSettingsEditor } from './settings-context.ts';
import { ROW_INPUT, SettingRow } from './setting-row.tsx';
import { useChange } from './use-setting.ts';

/** The least and the most threads: each bounds the other, so that they change together. */
export function ThreadLimits() {
  const { settings } = useSettingsEditor();
  const { minimum, maximum } = settings.threads;
  const { saved, failure, change } = useChange();
  /** What is typed and not taken over yet. */
  const [typed, setTyped] = useState<{ minimum?: number | string; maximum?: number | string }>({});
  const draft = { minimum, maximum, ...typed };
  const changes = together(
    changeOf('threads.minimum', draft.minimum),
    changeOf('threads.maximum', draft.maximum),
  );
  const problems = problemsOf(settings, changes);
  const problemOf = (field: string): string | undefined =>
    problems.find((problem) => problem.field === field)?.message;
  const isChanged = draft.minimum !== minimum || draft.maximum !== maximum;
  const reset = (path: 'threads.minimum' | 'threads.maximum'): void => void change(changeOf(path, null));
  const apply = (): void => {
    if (!isChanged || problems.length > 0) return;
    void change(changes).then((isTaken) => {
      if (isTaken) setTyped({});
    });
  };
  const field = (name: 'minimum' | 'maximum', label: string, description: string) => (
    <SettingRow
      label={label}
      saved={saved}
      defaultText={
        isDefault(settings, `threads.${name}`) ? undefined : defaultAt(`threads.${name}`).toLocaleString()
      }
      onReset={() => {
        setTyped({});
        reset(`threads.${name}`);
      }}
    >
      <NumberInput
        {...ROW_INPUT}
        label={label}
        description={description}
        allowNegative={false}
        value={draft[name]}
        error={problemOf(`threads.${name}`)}
        onChange={(value) => {
          setTyped((before) => ({ ...before, [name]: value }));
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply();
        }}
      />
    </SettingRow>
  );

  return (
    <>
      {field('minimum', 'Least threads', 'They start with RPOP and stay, ready for the next poll.')}
      {field('maximum', 'Most threads', 'As many as this are started while much is to do.')}
      {failure !== undefined && (
        <Text c="var(--mantine-color-error)" size="sm" role="alert">
          {failure}
        </Text>
      )}
      {isChanged && (
        <Group justify="flex-end" gap="xs" pb="sm" pr={44}>
          <Text size="sm" c="dimmed">
            Both take effect together.
          </Text>
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              setTyped({});
            }}
          >
            Discard
          </Button>
          <Button size="xs" disabled={problems.length > 0} onClick={apply}>
            Apply
          </Button>
        </Group>
      )}
    </>
  );
}
