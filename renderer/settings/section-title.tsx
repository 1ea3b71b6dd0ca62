import { Box, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

export interface SectionTitleProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** The name of a section, which takes the focus of whoever is led there, and what it is about. */
export function SectionTitle({ title, children }: SectionTitleProps) {
  return (
    <Box component="header" mb="sm">
      <Title order={2} size="h4" w="fit-content" tabIndex={-1}>
        {title}
      </Title>
      {children !== undefined && (
        <Text size="sm" c="dimmed" mt={4} maw="64ch">
          {children}
        </Text>
      )}
    </Box>
  );
}
