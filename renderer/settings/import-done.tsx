import { Alert, Button, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ConfigurationImport } from '../../shared/configuration-document.ts';
import { useFormats } from '../hooks/use-formats.ts';
import { usePlaces } from '../navigation/place-context.ts';

/** What an import did, and what is left to do. */
export function ImportDone({ done: { added, settings } }: { readonly done: ConfigurationImport }) {
  const { plural } = useFormats();
  const places = usePlaces();
  return (
    <Alert mt="md" color="teal" icon={<IconCheck aria-hidden />} title="Imported" role="status">
      <Text size="sm">
        {`${plural(added.length, 'connection', 'connections')} added, ${plural(
          settings.length,
          'setting',
          'settings',
        )} changed.`}
      </Text>
      {added.length > 0 && (
        <>
          <Text size="sm">The new connections need their passwords.</Text>
          <Button
            size="xs"
            mt="xs"
            variant="light"
            onClick={() => {
              places.go({ page: 'connections' });
            }}
          >
            Go to Connections
          </Button>
        </>
      )}
    </Alert>
  );
}
