import { Button, Group, Text, Title } from '@mantine/core';
import { IconFolderOff, IconFolderSearch, IconInbox } from '@tabler/icons-react';
import type { FolderSummary } from '../../shared/mail-index.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { useAction } from '../hooks/use-action.ts';
import { DeliveredBy } from './delivered-by.tsx';
import { folderTitle } from './folder-title.ts';
import { MessageList } from './message-list.tsx';
import { useMailSeen } from './use-mail-seen.ts';
import classes from './folder-view.module.css';

/** One folder: where it is, who delivers there, and its messages. */
export function FolderView({ folder }: { readonly folder: FolderSummary }) {
  useMailSeen(folder.connections);
  const { mutate: reveal } = useAction('folder.reveal');
  const { mutate: fetch } = useAction('fetch');
  const { name } = folderTitle(folder.folder);
  const fetchButton = folder.connections.length > 0 && (
    <Button
      mt="xs"
      variant="light"
      onClick={() => {
        for (const connection of folder.connections) fetch({ connection, larger: false });
      }}
    >
      Fetch now
    </Button>
  );
  return (
    <article className={classes.view} aria-label={name}>
      <Group className={classes.head} justify="space-between" wrap="nowrap" align="start">
        <div className={classes.words}>
          <Title order={2} size="h4">
            {name}
          </Title>
          <Text size="xs" c="dimmed" className="selectable" truncate title={folder.path}>
            {folder.path}
          </Text>
          <DeliveredBy connections={folder.connections} />
        </div>
        {folder.exists && (
          <Button
            flex="none"
            variant="default"
            size="xs"
            leftSection={<IconFolderSearch size={16} aria-hidden />}
            onClick={() => {
              reveal({ folder: folder.folder });
            }}
          >
            Show folder
          </Button>
        )}
      </Group>
      {!folder.exists ? (
        <EmptyState
          icon={IconFolderOff}
          title="Not made yet"
          description="The first message that is delivered makes this folder."
        >
          {fetchButton}
        </EmptyState>
      ) : folder.messages === 0 ? (
        <EmptyState
          icon={IconInbox}
          title="No mail here"
          description="Messages are listed here as soon as they are delivered."
        >
          {fetchButton}
        </EmptyState>
      ) : (
        <MessageList key={folder.folder} folder={folder} />
      )}
    </article>
  );
}
