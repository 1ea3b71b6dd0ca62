import { Button, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';

/**
 * With a new host or user name, only the user knows whether it is the same mailbox.
 * @returns undefined when the user thought better of saving
 */
export function askSameMailbox(): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    const answer = (same: boolean): void => {
      resolve(same);
      modals.close(id);
    };
    const id = modals.open({
      title: 'Is it still the same mailbox?',
      // After an answer it changes nothing any more.
      onClose: () => resolve(undefined),
      children: (
        <Stack gap="sm">
          <Text size="sm">
            The server or the user name changed. RPOP remembers what it fetched from each mailbox, so that
            nothing comes twice.
          </Text>
          <Button variant="default" h="auto" py="xs" justify="start" ta="start" onClick={() => answer(true)}>
            <Choice
              title="The same mailbox"
              text="It moved, or has a new name. Mail that is here is not fetched again."
            />
          </Button>
          <Button variant="default" h="auto" py="xs" justify="start" ta="start" onClick={() => answer(false)}>
            <Choice title="Another mailbox" text="Everything in it is new." />
          </Button>
        </Stack>
      ),
    });
  });
}

function Choice({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <span>
      <Text span display="block" size="sm" fw={600}>
        {title}
      </Text>
      <Text span display="block" size="sm" c="dimmed" style={{ whiteSpace: 'normal' }}>
        {text}
      </Text>
    </span>
  );
}
