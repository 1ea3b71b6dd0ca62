import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { LogRuleForm } from './log-rule-form.tsx';
import { LogRuleRow } from './log-rule-row.tsx';
import { type LogRule, moved, shadowed } from './log-rules.ts';
import { PartTitle } from './part-title.tsx';
import { useSetting } from './use-setting.ts';
import classes from './log-rules-part.module.css';

/** Which events go where, by connection and type. */
export function LogRulesPart() {
  const setting = useSetting('logging.rules');
  const [adding, setAdding] = useState(false);
  const rules: readonly LogRule[] = setting.value;
  const idle = shadowed(rules);
  return (
    <>
      <PartTitle title="Rules">
        The first rule that an event matches decides where it goes; without one it goes to every destination
        that is on.
      </PartTitle>
      {rules.length > 0 && (
        <ol className={classes.rules}>
          {rules.map((rule, index) => (
            <LogRuleRow
              // oxlint-disable-next-line react/no-array-index-key -- rules have no identity but their place
              key={index}
              rule={rule}
              isShadowed={idle.has(index)}
              isFirst={index === 0}
              isLast={index === rules.length - 1}
              onMove={(by) => {
                void setting.save(moved(rules, index, by));
              }}
              onRemove={() => {
                void setting.save(rules.toSpliced(index, 1));
              }}
            />
          ))}
        </ol>
      )}
      {setting.failure !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {setting.failure}
        </Text>
      )}
      {adding ? (
        <LogRuleForm
          onCancel={() => {
            setAdding(false);
          }}
          onAdd={(rule) => {
            void setting.save([...rules, rule]);
            setAdding(false);
          }}
        />
      ) : (
        <Button
          mt="xs"
          size="xs"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => {
            setAdding(true);
          }}
        >
          Add a rule
        </Button>
      )}
    </>
  );
}
