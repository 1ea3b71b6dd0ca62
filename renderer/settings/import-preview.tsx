import { Button, Group, Paper, Text } from '@mantine/core';
import type { ConfigurationImport } from '../../shared/configuration-document.ts';
import { useFormats } from '../hooks/use-formats.ts';
import { NameList } from './name-list.tsx';
import { settingName } from './setting-names.ts';

export interface ImportPreviewProps {
  readonly would: ConfigurationImport;
  readonly isImporting: boolean;
  readonly onImport: () => void;
  readonly onCancel: () => void;
}

/** What an import would do, and the button that does it. */
export function ImportPreview({ would, isImporting, onImport, onCancel }: ImportPreviewProps) {
  const { plural } = useFormats();
  const { added, kept, settings } = would;
  const nothing = added.length === 0 && settings.length === 0;
  return (
    <Paper withBorder p="md" mt="md" role="region" aria-label="What the import would do">
      {nothing && <Text size="sm">Everything in this file is here already. There is nothing to import.</Text>}
      <NameList title={`${plural(added.length, 'connection', 'connections')} added`} names={added}>
        They need their passwords, which are not in the file.
      </NameList>
      <NameList
        title={plural(kept.length, 'connection stays as it is here', 'connections stay as they are here')}
        names={kept}
      />
      <NameList
        title={`${plural(settings.length, 'setting', 'settings')} changed`}
        names={settings.map(settingName)}
      />
      <Group gap="xs" mt="sm">
        <Button size="xs" disabled={nothing} loading={isImporting} onClick={onImport}>
          Import
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </Paper>
  );
}
