import { Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconEye, IconPlayerStop } from '@tabler/icons-react';
import type { Connection } from '../../../shared/connection.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../hooks/use-formats.ts';
import { previewWords } from './preview-words.ts';
import { useDraftPreview } from './use-draft-preview.ts';
import type { DraftInput } from './use-draft-run.ts';

interface PreviewPanelProps {
  /** What is in the form; undefined when it is not right yet, which the form then shows. */
  readonly getDraft: () => DraftInput | undefined;
  readonly policy: Connection['afterTransfer']['policy'];
  readonly isFirst: boolean;
}

/** What the next fetch would do, before it is done. */
export function PreviewPanel({ getDraft, policy, isFirst }: PreviewPanelProps) {
  const formats = useFormats();
  const { progress, start, cancel } = useDraftPreview();
  const run = (): void => {
    const draft = getDraft();
    if (draft !== undefined) void start(draft);
  };
  return (
    <Stack component="section" gap="sm" aria-labelledby="preview-title">
      <Title order={2} size="h5" id="preview-title">
        Preview
      </Title>
      <div aria-live="polite">
        {progress.state === 'none' && (
          <Text size="sm" c="dimmed">
            Says what the {isFirst ? 'first' : 'next'} fetch would bring, and what it would delete.
          </Text>
        )}
        {progress.state === 'running' && (
          <Group gap="xs" wrap="nowrap">
            <Loader size={14} aria-hidden />
            <Text size="sm">Looking at what is there…</Text>
          </Group>
        )}
        {progress.state === 'here' &&
          previewWords(progress.preview, policy, isFirst, formats).map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
      </div>
      {progress.state === 'refused' && <ErrorNotice error={progress.error} />}
      <div>
        {progress.state === 'running' ? (
          <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={cancel}>
            Cancel preview
          </Button>
        ) : (
          <Button variant="default" leftSection={<IconEye size={16} />} onClick={run}>
            {progress.state === 'here' ? 'Preview again' : `Preview ${isFirst ? 'first' : 'next'} fetch`}
          </Button>
        )}
      </div>
    </Stack>
  );
}
