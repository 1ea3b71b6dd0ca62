import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../shared/ipc.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { notifyDone } from '../components/notify.tsx';
import { useAction } from '../hooks/use-action.ts';
import { ImportDone } from './import-done.tsx';
import { ImportPreview } from './import-preview.tsx';
import { PartTitle } from './part-title.tsx';
import { SectionTitle } from './section-title.tsx';

/** The configuration as a file: to keep, or to carry to another computer. */
export function ConfigurationSection() {
  const { mutate: save, isPending: isSaving } = useAction('configuration.save');
  const open = useAction('configuration.open', { failure: 'here' });
  const bring = useAction('configuration.import', { failure: 'here' });
  const [opened, setOpened] = useState<NonNullable<WindowOutput['configuration.open']>>();
  const error = open.error ?? bring.error;
  return (
    <>
      <SectionTitle title="Export and import">
        Connections and settings as one file, without passwords, and without what belongs to this computer:
        its mail folder and where its passwords are.
      </SectionTitle>
      <PartTitle title="Export" />
      <Button
        mt="xs"
        size="xs"
        variant="default"
        loading={isSaving}
        onClick={() => {
          save(
            {},
            {
              onSuccess: (path) => {
                if (path !== undefined) notifyDone(`Saved as ${path}.`);
              },
            },
          );
        }}
      >
        Export to a file…
      </Button>
      <PartTitle title="Import">You see what it would do before anything is changed.</PartTitle>
      <Group mt="xs">
        <Button
          size="xs"
          variant="default"
          loading={open.isPending}
          onClick={() => {
            bring.reset();
            open.mutate({}, { onSuccess: setOpened });
          }}
        >
          Open a file…
        </Button>
      </Group>
      {error !== null && (
        <div style={{ marginTop: 'var(--mantine-spacing-md)' }}>
          <ErrorNotice error={error} />
        </div>
      )}
      {opened !== undefined && (
        <ImportPreview
          would={opened.would}
          isImporting={bring.isPending}
          onCancel={() => {
            setOpened(undefined);
          }}
          onImport={() => {
            bring.mutate(
              { document: opened.document, apply: true },
              {
                onSuccess: () => {
                  setOpened(undefined);
                },
              },
            );
          }}
        />
      )}
      {bring.data !== undefined && opened === undefined && <ImportDone done={bring.data} />}
    </>
  );
}
