import { Loader, Tabs } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../bridge/ask.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { useRequest } from '../hooks/use-request.ts';
import { SECTIONS } from './sections.ts';
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
          <Tabs
            defaultValue={SECTIONS[0]?.id ?? null}
            orientation="vertical"
            variant="pills"
            keepMounted={false}
            classNames={{ root: classes.sections, list: classes.index, tab: classes.entry, panel: classes.panel }}
          >
            <Tabs.List aria-label="Sections">
              {SECTIONS.map(({ id, label, icon: Icon }) => (
                <Tabs.Tab key={id} value={id} leftSection={<Icon size={18} stroke={1.5} aria-hidden />}>
                  {label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {SECTIONS.map(({ id, section: Section }) => (
              <Tabs.Panel key={id} value={id} tabIndex={0}>
                <div className={classes.section}>
                  <Section />
                </div>
              </Tabs.Panel>
            ))}
          </Tabs>
        </SettingsContext>
      )}
    </div>
  );
}
