import { Text } from '@mantine/core';
import { printable } from '../../shared/printable.ts';
import classes from './server-words.module.css';

/** What a server said, as text: never markup, and nothing that prints otherwise than it reads. */
export function ServerWords({ text }: { readonly text: string }) {
  return (
    <Text component="p" size="sm" className={classes.words}>
      The server said: <q>{printable(text)}</q>
    </Text>
  );
}
