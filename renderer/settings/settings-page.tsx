import { Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../bridge/ask.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { useRequest } from '../hooks/use-request.ts';
import { Sections } from './sections.tsx';
import { SettingsContext } from './settings-context.ts';
import classes from './settings-page.module.css';

/** Everything that is set for RPOP as a whole. Each change takes effect at once. */
export function SettingsPage() {
  const settings = useRequest('settings.get', {});
  const client = useQueryClient();
  const { data } = settings;
  const editor = useMemo(
    () =>
      data && {
        settings: data,
        set: async (changes: Readonly<Record<string, unknown>>) => {
          client.setQueryData(['settings.get', {}], await ask('settings.set', { changes }));
        },
      },
    [data, client],
  );
  return (
    <div className={classes.page}>
      <PageHeader title="Settings" description="Changes take effect at once." />
      {settings.isPending && <Loader m="xl" aria-label="Loading" />}
      {settings.error !== null && <ErrorNotice error={settings.error} />}
      {editor !== undefined && (
        <SettingsContext value={editor}>
          <Sections />
        </SettingsContext>
      )}
    </div>
  );
}
