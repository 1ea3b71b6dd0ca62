import { ActionIcon, Button, Group, Stack, Title, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Connection } from '../../../shared/connection.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { usePlaces } from '../../navigation/place-context.ts';
import { shortcut } from '../../navigation/shortcut.ts';
import { AdvancedFields } from './advanced-fields.tsx';
import { DeliveryFields } from './delivery-fields.tsx';
import { draftOf, type FormValues, withChanges } from './form-values.ts';
import { MailboxFields } from './mailbox-fields.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { ServerFields } from './server-fields.tsx';
import { TestPanel } from './test-panel.tsx';
import { useDraftTest } from './use-draft-test.ts';
import { focusFirstError, useEditor } from './use-editor.tsx';
import classes from './connection-editor.module.css';

interface ConnectionEditorProps {
  /** The connection that is edited; undefined: a new one. */
  readonly connection?: Connection;
  /** What a new one begins with. */
  readonly template?: FormValues | undefined;
  readonly focus?: 'name' | 'password';
}

/** One connection, to set up: the form, and beside it its test and what a fetch would do. */
export function ConnectionEditor({ connection, template, focus = 'name' }: ConnectionEditorProps) {
  const { go } = usePlaces();
  const { form, setAddress, save, isSaving, error, settings } = useEditor({ connection, template });
  const test = useDraftTest();
  const [isAdvanced, setAdvanced] = useState(false);
  const isNew = connection === undefined;
  const root = useRef<HTMLFormElement>(null);
  useEffect(() => root.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  const leave = (): void => go({ page: 'connections' });
  useHotkeys(
    [
      ['mod+S', save],
      ['mod+Enter', save],
      ['Escape', leave],
    ],
    [],
  );

  const toTest = (values: FormValues) => ({
    draft: draftOf(values),
    ...(values.password !== '' && { password: values.password }),
    ...(connection !== undefined && { connection: connection.id }),
  });
  /** Undefined, with the errors shown, while the form is not right. */
  const checked = (): ReturnType<typeof toTest> | undefined => {
    if (!form.validate().hasErrors) return toTest(form.values);
    focusFirstError();
    return undefined;
  };
  const startTest = (): void => {
    const draft = checked();
    if (draft !== undefined) void test.start(draft);
  };
  const remedy = (changes: Readonly<Record<string, unknown>>): void => {
    const values = withChanges(form.values, changes);
    form.setValues(values);
    void test.start(toTest(values));
  };

  return (
    <form
      ref={root}
      className={classes.editor}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Group component="header" className={classes.header} justify="space-between" wrap="nowrap">
        <Group gap="xs" wrap="nowrap" miw={0}>
          <Tooltip label={`Back (${shortcut('Esc')})`}>
            <ActionIcon aria-label="Back to the connections" onClick={leave} size="lg">
              <IconArrowLeft size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Title order={1} size="h3" lineClamp={1}>
            {isNew ? 'Add a mailbox' : connection.name}
          </Title>
        </Group>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={leave}>
            Cancel
          </Button>
          <Tooltip label={shortcut('mod+S')}>
            <Button type="submit" loading={isSaving}>
              {isNew ? 'Add' : 'Save'}
            </Button>
          </Tooltip>
        </Group>
      </Group>
      <div className={classes.body}>
        <div className={classes.columns}>
          <Stack gap={28} className={classes.form}>
            {error && <ErrorNotice error={error} />}
            <MailboxFields form={form} isNew={isNew} onAddress={setAddress} focus={focus} />
            <ServerFields form={form} />
            <DeliveryFields form={form} settings={settings} />
            <AdvancedFields form={form} isOpen={isAdvanced} onToggle={() => setAdvanced(!isAdvanced)} />
          </Stack>
          <aside aria-label="Test and preview" className={classes.aside}>
            <Stack gap={28} className={classes.sticky}>
              <TestPanel
                progress={test.progress}
                onStart={startTest}
                onCancel={test.cancel}
                onChange={remedy}
                onPassword={() => document.querySelector<HTMLElement>('#connection-password')?.focus()}
              />
              <PreviewPanel getDraft={checked} policy={form.values.policy} isFirst={isNew} />
            </Stack>
          </aside>
        </div>
      </div>
    </form>
  );
}
