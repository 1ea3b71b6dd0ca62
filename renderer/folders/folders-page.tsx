import { Button, Loader } from '@mantine/core';
import { IconFolder, IconFolderSearch } from '@tabler/icons-react';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { VirtualListbox } from '../components/virtual-listbox.tsx';
import { useAction } from '../hooks/use-action.ts';
import { useRequest } from '../hooks/use-request.ts';
import { useService } from '../hooks/use-service.ts';
import { usePlace, usePlaces } from '../navigation/place-context.ts';
import { FolderRow } from './folder-row.tsx';
import { FolderView } from './folder-view.tsx';
import classes from './folders-page.module.css';

const ROW_HEIGHT = 52;

/** The folders that mail is delivered to, and what is in them. */
export function FoldersPage() {
  const folders = useRequest('folders.list', {});
  const mailRoot = useService()?.mailRoot;
  const { mutate: reveal } = useAction('folder.reveal');
  const place = usePlace();
  const places = usePlaces();
  const list = folders.data ?? [];
  const wanted = place.page === 'folders' ? place.folder : undefined;
  const index = Math.max(
    list.findIndex(({ folder }) => folder === wanted),
    0,
  );
  const folder = list[index];

  return (
    <div className={classes.page}>
      <PageHeader title="Folders" description={mailRoot}>
        <Button
          variant="default"
          leftSection={<IconFolderSearch size={16} aria-hidden />}
          onClick={() => {
            reveal({ folder: '' });
          }}
        >
          Show all mail
        </Button>
      </PageHeader>
      {folders.error !== null && <ErrorNotice error={folders.error} />}
      {folders.isPending && <Loader m="xl" aria-label="Loading" />}
      {folders.isSuccess && folder === undefined && (
        <EmptyState
          icon={IconFolder}
          title="No folders yet"
          description="Each connection delivers to a folder. Add a connection, and its folder appears here."
        >
          <Button
            mt="xs"
            onClick={() => {
              places.go({ page: 'connections', action: 'add' });
            }}
          >
            Add a connection
          </Button>
        </EmptyState>
      )}
      {folder !== undefined && (
        <div className={classes.panes}>
          <nav className={classes.folders} aria-label="Target folders">
            <VirtualListbox
              label="Folders"
              count={list.length}
              rowHeight={ROW_HEIGHT}
              chosen={index}
              onChoose={(at) => {
                const next = list[at];
                if (next !== undefined) places.go({ page: 'folders', folder: next.folder });
              }}
              row={(at) => {
                const each = list[at];
                return each && <FolderRow folder={each} isChosen={at === index} />;
              }}
            />
          </nav>
          <FolderView folder={folder} />
        </div>
      )}
    </div>
  );
}
