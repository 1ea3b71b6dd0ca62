import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** The name of a part of a section. */
export function PartTitle({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <header>
      <Title order={3} size="h5" mt="lg">
        {title}
      </Title>
      {children !== undefined && (
        <Text size="sm" c="dimmed" maw="64ch">
          {children}
        </Text>
      )}
    </header>
  );
}
