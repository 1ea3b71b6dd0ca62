import { Button, Group, Kbd } from '@mantine/core';
import { IconFolderSearch, IconMailOpened } from '@tabler/icons-react';
import type { FolderSummary } from '../../shared/mail-index.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { VirtualListbox } from '../components/virtual-listbox.tsx';
import { useAction } from '../hooks/use-action.ts';
import { shortcut } from '../navigation/shortcut.ts';
import { MessageRow } from './message-row.tsx';
import { useChosenMessage } from './use-chosen-message.ts';
import { useMessages } from './use-messages.ts';
import classes from './message-list.module.css';

const ROW_HEIGHT = 58;

/** The messages of a folder, newest first, to open in the mail program or to show in the file manager. */
export function MessageList({ folder }: { readonly folder: FolderSummary }) {
  const messages = useMessages(folder.folder);
  const { mutate: open } = useAction('message.open');
  const { mutate: reveal } = useAction('message.reveal');
  const { index, file, choose } = useChosenMessage(messages);
  const openAt = (at: number): void => {
    const opened = messages.at(at)?.file;
    if (opened !== undefined) open({ folder: folder.folder, file: opened });
  };
  const revealChosen = (): void => {
    if (file !== undefined) reveal({ folder: folder.folder, file });
  };

  if (messages.error !== undefined) return <ErrorNotice error={messages.error} />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut of the list within
    <section
      className={classes.list}
      aria-label="Messages"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) revealChosen();
      }}
    >
      <VirtualListbox
        label={`Messages in ${folder.folder}`}
        count={messages.total ?? folder.messages}
        rowHeight={ROW_HEIGHT}
        chosen={index}
        onChoose={choose}
        onOpen={openAt}
        onRange={messages.show}
        row={(at) => <MessageRow message={messages.at(at)} />}
      />
      <Group className={classes.actions} gap="xs">
        <Button
          size="xs"
          leftSection={<IconMailOpened size={16} aria-hidden />}
          rightSection={<Kbd size="xs">{shortcut('enter')}</Kbd>}
          disabled={file === undefined}
          onClick={() => {
            openAt(index);
          }}
        >
          Open in mail program
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFolderSearch size={16} aria-hidden />}
          rightSection={<Kbd size="xs">{shortcut('mod+enter')}</Kbd>}
          disabled={file === undefined}
          onClick={revealChosen}
        >
          Show in file manager
        </Button>
      </Group>
    </section>
  );
}
