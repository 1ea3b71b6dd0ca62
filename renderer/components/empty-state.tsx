import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  /** What will be here, or why there is nothing. */
  readonly description: ReactNode;
  /** The one thing to do about it. */
  readonly children?: ReactNode;
}

/** A place where nothing is yet: says what would be, and how to get there. */
export function EmptyState({ icon: Icon, title, description, children }: EmptyStateProps) {
  return (
    <Stack align="center" justify="center" gap="xs" p="xl" mih={240} flex={1}>
      <ThemeIcon size={48} radius="xl" variant="light" color="gray">
        <Icon size={24} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <Title order={2} size="h4" ta="center" mt="xs">
        {title}
      </Title>
      <Text c="dimmed" ta="center" maw={440}>
        {description}
      </Text>
      {children}
    </Stack>
  );
}
