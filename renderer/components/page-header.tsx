import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page-header.module.css';

interface PageHeaderProps {
  readonly title: string;
  /** One short line beside or below the title. */
  readonly description?: ReactNode;
  /** The page's actions, at the right. */
  readonly children?: ReactNode;
}

/** The top of each page: its name, and what can be done there. */
export function PageHeader({ title, description, children }: PageHeaderProps) {
  return (
    <Group component="header" className={classes.header} justify="space-between" gap="sm">
      <Stack gap={0}>
        <Title order={1} size="h3">
          {title}
        </Title>
        {description !== undefined && (
          <Text size="sm" c="dimmed">
            {description}
          </Text>
        )}
      </Stack>
      {children !== undefined && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
