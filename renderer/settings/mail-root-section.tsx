import { Button, Group, Paper, Text } from '@mantine/core';
import { IconFolderSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useAction } from '../hooks/use-action.ts';
import { useService } from '../hooks/use-service.ts';
import { SectionTitle } from './section-title.tsx';
import { changeOf, isDefault } from './setting-path.ts';
import { useSettingsEditor } from './settings-context.ts';
import { useChange } from './use-setting.ts';

/** Where all target folders are. */
export function MailRootSection() {
  const { settings } = useSettingsEditor();
  const mailRoot = useService()?.mailRoot ?? settings.mailRoot;
  const { mutate: reveal } = useAction('folder.reveal');
  const { mutate: choose } = useAction('choose.folder');
  const { saved, failure, change } = useChange();
  /** Null: the default. */
  const [wanted, setWanted] = useState<string | null>();

  const moveThere = async (): Promise<void> => {
    if (wanted !== undefined && (await change(changeOf('mailRoot', wanted)))) setWanted(undefined);
  };
  return (
    <>
      <SectionTitle title="Mail folder">
        All target folders are in this one, each a Maildir that mail programs can read.
      </SectionTitle>
      <Paper withBorder p="md" mt="md">
        <Text size="sm" fw={500} className="selectable" style={{ overflowWrap: 'anywhere' }}>
          {mailRoot}
        </Text>
        <Group gap="xs" mt="sm">
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              choose(
                { purpose: 'mail-root' },
                {
                  onSuccess: (folder) => {
                    if (folder !== undefined && folder !== mailRoot) setWanted(folder);
                  },
                },
              );
            }}
          >
            Choose another folder…
          </Button>
          {!isDefault(settings, 'mailRoot') && (
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setWanted(null);
              }}
            >
              Back to the default
            </Button>
          )}
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={<IconFolderSearch size={16} aria-hidden />}
            onClick={() => {
              reveal({ folder: '' });
            }}
          >
            Show in file manager
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {saved && 'Saved'}
          </Text>
        </Group>
      </Paper>
      {wanted !== undefined && (
        <Paper withBorder p="md" mt="sm" role="region" aria-label="Change of the mail folder">
          <Text size="sm" fw={500}>
            {wanted === null ? 'Deliver to the default folder?' : `Deliver to ${wanted}?`}
          </Text>
          <Text size="sm" c="dimmed" mt={4}>
            New mail goes there from the next session on. Mail that is here already stays where it is: RPOP
            moves nothing, and fetches nothing twice. Move the old folders yourself if you want all mail in
            one place.
          </Text>
          {failure !== undefined && (
            <Text size="sm" c="var(--mantine-color-error)" mt="xs" role="alert">
              {failure}
            </Text>
          )}
          <Group gap="xs" mt="sm">
            <Button size="xs" onClick={() => void moveThere()}>
              Deliver there
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setWanted(undefined);
              }}
            >
              Cancel
            </Button>
          </Group>
        </Paper>
      )}
    </>
  );
}
