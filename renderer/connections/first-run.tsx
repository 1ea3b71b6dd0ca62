import { Button, List, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconLock, IconMailDown, IconMailbox, IconPlus, IconShieldCheck } from '@tabler/icons-react';
import { useHotkeys } from '@mantine/hooks';
import { shortcut } from '../navigation/shortcut.ts';
import { useConnectionActions } from './use-connection-actions.tsx';
import classes from './first-run.module.css';

const PROMISES = [
  {
    icon: IconMailDown,
    text: 'Exactly what the server sent, in a standard Maildir that any mail program can read.',
  },
  { icon: IconShieldCheck, text: 'Nothing is deleted from a server until it is safely on this computer.' },
  { icon: IconLock, text: 'Passwords stay in your keychain and go nowhere but to the server.' },
];

/** What one sees before there is any connection: what this is, and the first step. */
export function FirstRun() {
  const { add } = useConnectionActions();
  useHotkeys([['mod+N', add]], []);
  return (
    <div className={classes.page}>
      <Stack gap="lg" maw={480}>
        <ThemeIcon size={56} radius="lg" variant="light">
          <IconMailbox size={32} stroke={1.5} aria-hidden />
        </ThemeIcon>
        <Stack gap="xs">
          <Title order={1} size={26}>
            Bring your mail home
          </Title>
          <Text size="lg" c="dimmed" lh={1.5}>
            RPOP fetches mail from your POP3 mailboxes into folders on this computer, in the background. Add a
            mailbox once, and it keeps fetching: never losing a message, and never fetching one twice.
          </Text>
        </Stack>
        <Button size="md" leftSection={<IconPlus size={18} />} onClick={add} w="fit-content" data-autofocus>
          Add your first mailbox
        </Button>
        <List spacing={10} center mt="xs" classNames={{ item: classes.promise ?? '' }}>
          {PROMISES.map(({ icon: Icon, text }) => (
            <List.Item key={text} icon={<Icon size={18} stroke={1.6} aria-hidden className={classes.icon} />}>
              {text}
            </List.Item>
          ))}
        </List>
        <Text size="xs" c="dimmed">
          {shortcut('mod+N')} adds a mailbox, {shortcut('mod+K')} finds everything else.
        </Text>
      </Stack>
    </div>
  );
}
