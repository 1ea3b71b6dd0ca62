import { Autocomplete, Button, Group, Text } from '@mantine/core';
import { IconFolder, IconFolderPlus } from '@tabler/icons-react';
import { defaultFolder } from '../../../shared/connection.ts';
import { isFolderName } from '../../../shared/folder-name.ts';
import { useAction } from '../../hooks/use-action.ts';
import { useRequest } from '../../hooks/use-request.ts';
import type { ConnectionForm } from './use-editor.tsx';

/** The target folder: one of those that are there, or a new one. */
export function FolderField({ form }: { readonly form: ConnectionForm }) {
  const { data: folders = [] } = useRequest('folders.list', {});
  const create = useAction('folders.create');
  const { folder, name } = form.values;
  const wanted = folder === '' ? defaultFolder(name) : folder;
  const isThere = folders.some((each) => each.folder === wanted && each.exists);
  const canCreate = name !== '' && !isThere && isFolderName(wanted);
  return (
    <div>
      <Autocomplete
        label="Folder"
        description="Where the mail goes, below the mail root; / between levels."
        placeholder={name === '' ? 'Named after the connection' : defaultFolder(name)}
        leftSection={<IconFolder size={16} aria-hidden />}
        data={folders.map((each) => each.folder).filter((each) => each !== '')}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        limit={200}
        spellCheck={false}
        {...form.getInputProps('folder')}
      />
      {canCreate && (
        <Group gap={6} mt={4}>
          <Text size="xs" c="dimmed">
            “{wanted}” is created when its first mail comes.
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconFolderPlus size={14} />}
            loading={create.isPending}
            onClick={() => create.mutate({ folder: wanted })}
          >
            Create it now
          </Button>
        </Group>
      )}
    </div>
  );
}
