import { notifications } from '@mantine/notifications';
import { Button, Group, Text } from '@mantine/core';
import type { ReportedError } from '../../shared/reported-error.ts';
import { printable } from '../../shared/printable.ts';

/** A failed action that has no place of its own on the screen. */
export function notifyError({ message, hint }: Pick<ReportedError, 'message' | 'hint'>): void {
  notifications.show({ color: 'red', title: printable(message), message: hint, autoClose: 10_000 });
}

/** Something was done; `undo` takes it back. */
export function notifyDone(message: string, undo?: () => void): void {
  const id = `done-${crypto.randomUUID()}`;
  notifications.show({
    id,
    autoClose: 6_000,
    message:
      undo === undefined ? (
        message
      ) : (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{message}</Text>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            Undo
          </Button>
        </Group>
      ),
  });
}
