import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';

interface Question {
  readonly title: string;
  readonly text: ReactNode;
  /** What the button says that does it: a verb. */
  readonly confirm: string;
  readonly cancel?: string;
  /** It cannot be taken back. */
  readonly danger?: boolean;
}

/** Asks before what cannot be undone. Resolves with whether the user wants it. */
export function confirm({
  title,
  text,
  confirm: yes,
  cancel = 'Cancel',
  danger = false,
}: Question): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: <Text size="sm">{text}</Text>,
      labels: { confirm: yes, cancel },
      confirmProps: danger ? { color: 'red' } : {},
      onConfirm: () => resolve(true),
      // Comes after onConfirm, too, when it changes nothing any more.
      onClose: () => resolve(false),
    });
  });
}
