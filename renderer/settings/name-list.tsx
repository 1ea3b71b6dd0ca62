import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { printable } from '../../shared/printable.ts';
import classes from './name-list.module.css';

export interface NameListProps {
  readonly title: string;
  /** From a file that anybody may have written: text. */
  readonly names: readonly string[];
  readonly children?: ReactNode;
}

/** Names under a heading; nothing where there are none. */
export function NameList({ title, names, children }: NameListProps) {
  if (names.length === 0) return null;
  return (
    <section className={classes.names}>
      <Text size="sm" fw={500}>
        {title}
      </Text>
      {children !== undefined && (
        <Text size="sm" c="dimmed">
          {children}
        </Text>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also for those without a mouse */}
      <ul className={classes.list} tabIndex={0} aria-label={title}>
        {names.map((name) => (
          <li key={name}>{printable(name)}</li>
        ))}
      </ul>
    </section>
  );
}
