import { useForm, type UseFormReturnType } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import type { Connection } from '../../../shared/connection.ts';
import { settingsForAddress } from '../../../shared/provider-settings.ts';
import { ReportedError } from '../../../shared/reported-error.ts';
import { ask } from '../../bridge/ask.ts';
import { confirm } from '../../components/confirm.tsx';
import { notifyDone } from '../../components/notify.tsx';
import { useRequest } from '../../hooks/use-request.ts';
import { usePlaces } from '../../navigation/place-context.ts';
import { askSameMailbox } from './ask-same-mailbox.tsx';
import {
  changesOf,
  draftOf,
  EMPTY_FORM,
  errorsOf,
  formErrors,
  formOf,
  type FormValues,
  withProvider,
} from './form-values.ts';

export type ConnectionForm = UseFormReturnType<FormValues>;

interface EditorOptions {
  /** Undefined: a new one. */
  readonly connection: Connection | undefined;
  /** What a new one begins with. */
  readonly template: FormValues | undefined;
}

/** The form of a connection: filled in, validated as one types, saved, and not left with changes by mistake. */
export function useEditor({ connection, template }: EditorOptions) {
  const { go, guard } = usePlaces();
  const { data: settings } = useRequest('settings.get', {});
  const [initial] = useState(() => (connection ? formOf(connection) : (template ?? EMPTY_FORM)));
  const [error, setError] = useState<ReportedError>();
  const [isSaving, setSaving] = useState(false);
  const limits = {
    minimumIntervalMinutes: settings?.minimumIntervalMinutes ?? 1,
    needsPassword: connection === undefined,
  };
  const form = useForm<FormValues>({
    initialValues: initial,
    validate: (values) => formErrors(values, limits),
    validateInputOnChange: true,
  });

  const isDirty = useRef(false);
  useEffect(() => {
    isDirty.current = form.isDirty();
  });
  useEffect(
    () =>
      guard(
        () =>
          !isDirty.current ||
          confirm({
            title: connection ? `Discard the changes to ${connection.name}?` : 'Discard this connection?',
            text: 'What you entered is not saved yet.',
            confirm: 'Discard',
            cancel: 'Keep editing',
            danger: true,
          }),
      ),
    [guard, connection],
  );

  const setAddress = (address: string): void => {
    const last = settingsForAddress(form.values.address);
    const next = settingsForAddress(address);
    const values = { ...form.values, address };
    form.setValues(next === undefined ? values : withProvider(values, last, next));
    form.clearErrors();
  };

  const send = async (sameMailbox?: boolean): Promise<Connection> => {
    const { password } = form.values;
    const secret = password === '' ? {} : { password };
    return connection === undefined
      ? ask('connections.add', { draft: draftOf(form.values), ...secret })
      : ask('connections.edit', {
          connection: connection.id,
          changes: changesOf(initial, form.values),
          ...secret,
          ...(sameMailbox !== undefined && { sameMailbox }),
        });
  };

  const save = async (sameMailbox?: boolean): Promise<void> => {
    if (form.validate().hasErrors) {
      focusFirstError();
      return;
    }
    setSaving(true);
    setError(undefined);
    try {
      const { name } = await send(sameMailbox);
      isDirty.current = false;
      notifyDone(connection ? `${name} saved` : `${name} added. Its first fetch begins in a moment.`);
      go({ page: 'connections' });
    } catch (reason) {
      if (!(reason instanceof ReportedError)) throw reason;
      if (reason.code === 'same-mailbox') {
        setSaving(false);
        const answer = await askSameMailbox();
        if (answer !== undefined) await save(answer);
        return;
      }
      form.setErrors(errorsOf(reason.problems ?? []));
      setError(reason);
    } finally {
      setSaving(false);
    }
  };

  return { form, setAddress, save: () => void save(), isSaving, error, settings };
}

/** After React has shown the errors. */
export function focusFirstError(): void {
  requestAnimationFrame(() => {
    const field = document.querySelector('[aria-invalid="true"]');
    if (field instanceof HTMLElement) field.focus();
  });
}
