import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useAction } from '../hooks/use-action.ts';

/** Where there is no keychain, passwords are in an encrypted vault: asks for its passphrase when it is wanted. */
export function VaultPassphrase() {
  const [question, setQuestion] = useState<'new' | 'unlock'>();
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const answer = useAction('vault.answer', { failure: 'here' });
  useEffect(
    () =>
      window.rpop.subscribe((event) => {
        if (event.type !== 'passphrase-wanted') return;
        setPassphrase('');
        setRepeated('');
        setQuestion(event.question);
      }),
    [],
  );
  const send = async (given: string | undefined): Promise<void> => {
    await answer.mutateAsync(given === undefined ? {} : { passphrase: given });
    setQuestion(undefined);
  };
  const submit = (given: string | undefined): void => {
    // Shown below as the action's error.
    void send(given).catch(() => undefined);
  };
  const isNew = question === 'new';
  const isMismatch = isNew && repeated !== '' && repeated !== passphrase;
  const isReady = passphrase !== '' && (!isNew || repeated === passphrase);
  return (
    <Modal
      opened={question !== undefined}
      onClose={() => submit(undefined)}
      title={isNew ? 'Choose a passphrase for your passwords' : 'Unlock your passwords'}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) submit(passphrase);
        }}
      >
        <Stack gap="md">
          <Text size="sm">
            {isNew
              ? 'This computer has no keychain that answers, so RPOP keeps passwords in an encrypted vault. Nobody can restore a passphrase that is forgotten.'
              : 'They are in RPOP’s encrypted vault. Until it is unlocked, no mail is fetched.'}
          </Text>
          <PasswordInput
            label="Passphrase"
            autoComplete="off"
            data-autofocus
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          {isNew && (
            <PasswordInput
              label="Once more"
              autoComplete="off"
              value={repeated}
              error={isMismatch ? 'The two are not the same.' : undefined}
              onChange={(event) => setRepeated(event.currentTarget.value)}
            />
          )}
          {answer.error && <ErrorNotice error={answer.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => submit(undefined)}>
              Not now
            </Button>
            <Button type="submit" disabled={!isReady} loading={answer.isPending}>
              {isNew ? 'Use it' : 'Unlock'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
