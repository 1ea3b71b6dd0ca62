import { Radio, Stack, Text } from '@mantine/core';
import { useService } from '../hooks/use-service.ts';
import { SectionTitle } from './section-title.tsx';
import { CHOICE_CLASSES } from './setting-row.tsx';
import { useSetting } from './use-setting.ts';

const STORES = [
  {
    value: 'auto',
    label: 'Whichever there is',
    description: "The system's keychain where one answers, else the vault.",
  },
  {
    value: 'keychain',
    label: "The system's keychain",
    description: 'Unlocked when you log in to the computer.',
  },
  {
    value: 'vault',
    label: 'An encrypted file',
    description: 'The vault in the data folder. Its passphrase is asked for when RPOP starts.',
  },
] as const;

/** Where passwords are kept. */
export function PasswordsSection() {
  const store = useService()?.credentialStore;
  const setting = useSetting('credentialStore');
  return (
    <>
      <SectionTitle title="Passwords">
        Passwords are never in the settings, in the log or in this window.
      </SectionTitle>
      {store !== undefined && (
        <Text size="sm" mt="md">
          <Text span inherit fw={500}>
            In use now:
          </Text>
          {` ${store.description}`}
        </Text>
      )}
      <Radio.Group
        classNames={CHOICE_CLASSES}
        mt="md"
        label="Keep passwords in"
        description="A change takes effect when RPOP starts the next time. Passwords do not move: enter them again in the editor of each connection, or change back."
        value={setting.value}
        error={setting.failure}
        onChange={(value) => void setting.save(value)}
      >
        <Stack gap="sm" mt="sm">
          {STORES.map(({ value, label, description }) => (
            <Radio
              key={value}
              classNames={CHOICE_CLASSES}
              value={value}
              label={label}
              description={description}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Text size="sm" c="dimmed" mt="sm" role="status">
        {setting.saved && 'Saved'}
      </Text>
    </>
  );
}
