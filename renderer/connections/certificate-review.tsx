import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import type { Connection } from '../../shared/connection.ts';
import { Certificate } from '../components/certificate.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useAction } from '../hooks/use-action.ts';

interface CertificateReviewProps {
  readonly connection: Connection;
  readonly onDone: () => void;
}

/** Asks the server for the certificate it shows now, and the user whether it is the right one. */
export function CertificateReview({ connection, onDone }: CertificateReviewProps) {
  const test = useAction('connections.test', { failure: 'here' });
  const edit = useAction('connections.edit', { failure: 'here' });
  const { mutate } = test;
  useEffect(() => mutate({ connection: connection.id }), [mutate, connection.id]);
  if (test.error) return <ErrorNotice error={test.error} />;
  if (test.data === undefined) {
    return (
      <Group gap="xs">
        <Loader size="xs" />
        <Text size="sm">Asking the server for its certificate…</Text>
      </Group>
    );
  }
  const { failure, steps } = test.data;
  const certificate = failure?.certificate ?? steps.find((step) => step.certificate)?.certificate;
  if (certificate === undefined) {
    return failure === undefined ? (
      <Alert color="teal" title="The server’s certificate is in order now">
        <Text size="sm">Fetch again to go on.</Text>
      </Alert>
    ) : (
      <ErrorNotice error={failure.error} />
    );
  }
  const accept = async (): Promise<void> => {
    const { fingerprint } = certificate;
    await edit.mutateAsync({ connection: connection.id, changes: { fingerprint } });
    onDone();
  };
  return (
    <Stack gap="xs">
      <Text size="sm">
        The server shows this certificate. Accept it only if its fingerprint is the one that the server’s
        administrator tells you.
      </Text>
      <Certificate certificate={certificate} />
      {edit.error && <ErrorNotice error={edit.error} />}
      <Group gap="xs">
        <Button
          color="red"
          size="compact-sm"
          loading={edit.isPending}
          onClick={() => void accept().catch(() => undefined)}
        >
          Accept this certificate
        </Button>
        <Button variant="default" size="compact-sm" onClick={onDone}>
          Do not accept
        </Button>
      </Group>
    </Stack>
  );
}
