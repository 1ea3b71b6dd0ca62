import { Alert, Radio, Stack, Text } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { defaultPort } from '../../../shared/connection.ts';
import type { ConnectionForm } from './use-editor.tsx';

const CHOICES = [
  {
    value: 'tls',
    label: 'TLS',
    description: 'Everything is encrypted from the start. Almost every server offers it.',
  },
  {
    value: 'starttls',
    label: 'STARTTLS',
    description:
      'Begins in the open, and encrypts before the password is sent. If that fails, nothing is sent.',
  },
  { value: 'none', label: 'None', description: 'Nothing is encrypted.' },
] as const;

/** The encryption, explained where it is chosen. */
export function EncryptionField({ form }: { readonly form: ConnectionForm }) {
  const { encryption, port } = form.values;
  const { onChange, ...field } = form.getInputProps('encryption');
  const choose = (value: string): void => {
    onChange(value);
    // A port that was the old encryption's usual one becomes the new one's.
    if (port === defaultPort(encryption)) form.setFieldValue('port', '');
  };
  return (
    <Radio.Group label="Encryption" {...field} onChange={choose}>
      <Stack gap={8} mt={6}>
        {CHOICES.map(({ value, label, description }) => (
          <Radio key={value} value={value} label={label} description={description} />
        ))}
      </Stack>
      {encryption === 'none' && (
        <Alert
          color="orange"
          icon={<IconLockOpen aria-hidden />}
          mt="sm"
          py="xs"
          title="Anybody on the way can read along"
        >
          <Text size="sm">
            Your password and all your mail cross the network as plain text. Choose this only for a server on
            a network of your own.
          </Text>
        </Alert>
      )}
    </Radio.Group>
  );
}
