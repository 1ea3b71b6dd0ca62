import { Badge, Text } from '@mantine/core';
import { IconFolder, IconFolderOff, IconFolderOpen } from '@tabler/icons-react';
import type { FolderSummary } from '../../shared/mail-index.ts';
import { When } from '../components/when.tsx';
import { useFormats } from '../hooks/use-formats.ts';
import { folderTitle } from './folder-title.ts';
import classes from './folder-row.module.css';

/** One folder in the list of folders. */
export function FolderRow({
  folder,
  isChosen,
}: {
  readonly folder: FolderSummary;
  readonly isChosen: boolean;
}) {
  const { plural, number } = useFormats();
  const { above, name } = folderTitle(folder.folder);
  const Icon = !folder.exists ? IconFolderOff : isChosen ? IconFolderOpen : IconFolder;
  return (
    <div className={classes.row}>
      <Icon size={20} stroke={1.5} className={classes.icon} aria-hidden />
      <div className={classes.words}>
        <Text size="sm" fw={folder.unseen > 0 ? 600 : 500} truncate title={folder.folder}>
          {above !== '' && (
            <Text span inherit c="dimmed" fw={400}>
              {above}
            </Text>
          )}
          {name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {folder.exists ? plural(folder.messages, 'message', 'messages') : 'Not made yet'}
          {folder.latestAt !== undefined && (
            <>
              {' · '}
              <When at={folder.latestAt} />
            </>
          )}
        </Text>
      </div>
      {folder.unseen > 0 && (
        <Badge size="sm" variant="light" aria-label={`${number(folder.unseen)} not seen`}>
          {number(folder.unseen)}
        </Badge>
      )}
    </div>
  );
}
