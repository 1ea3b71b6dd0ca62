import { Button, Stack, Text, Title } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import type { Connection } from '../../../shared/connection.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useAction } from '../../hooks/use-action.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import type { WindowInput } from '../../../shared/ipc.ts';
import { previewWords } from './preview-words.ts';

interface PreviewPanelProps {
  /** What is in the form; undefined when it is not right yet, which the form then shows. */
  readonly getDraft: () => WindowInput<'draft.preview'> | undefined;
  readonly policy: Connection['afterTransfer']['policy'];
  readonly isFirst: boolean;
}

/** What the next fetch would do, before it is done. */
export function PreviewPanel({ getDraft, policy, isFirst }: PreviewPanelProps) {
  const formats = useFormats();
  const preview = useAction('draft.preview', { failure: 'here' });
  const run = (): void => {
    const draft = getDraft();
    if (draft !== undefined) preview.mutate(draft);
  };
  return (
    <Stack component="section" gap="sm" aria-labelledby="preview-title">
      <Title order={2} size="h5" id="preview-title">
        Preview
      </Title>
      <div aria-live="polite">
        {preview.data === undefined ? (
          <Text size="sm" c="dimmed">
            Says what the {isFirst ? 'first' : 'next'} fetch would bring, and what it would delete.
          </Text>
        ) : (
          previewWords(preview.data, policy, isFirst, formats).map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))
        )}
      </div>
      {preview.error && <ErrorNotice error={preview.error} />}
      <div>
        <Button
          variant="default"
          leftSection={<IconEye size={16} />}
          loading={preview.isPending}
          onClick={run}
        >
          {preview.data === undefined ? `Preview ${isFirst ? 'first' : 'next'} fetch` : 'Preview again'}
        </Button>
      </div>
    </Stack>
  );
}
