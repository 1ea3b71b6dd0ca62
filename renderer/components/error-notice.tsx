import { Alert, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ErrorReport } from '../../shared/errors.ts';
import { ServerWords } from './server-words.tsx';

interface ErrorNoticeProps {
  /** An ErrorReport, or the ReportedError that was made of one. */
  readonly error: Pick<ErrorReport, 'message' | 'hint'> & { readonly serverText?: string | undefined };
  /** Remedies: buttons that do something about it. */
  readonly children?: ReactNode;
}

/** An error where the user can act on it: what happened, the server's own words, what to do, and buttons that do it. */
export function ErrorNotice({ error: { message, hint, serverText }, children }: ErrorNoticeProps) {
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={message} role="alert">
      {serverText !== undefined && <ServerWords text={serverText} />}
      <Text size="sm">{hint}</Text>
      {children !== undefined && (
        <Group gap="xs" mt="sm">
          {children}
        </Group>
      )}
    </Alert>
  );
}
