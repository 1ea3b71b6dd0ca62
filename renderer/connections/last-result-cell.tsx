import { Text } from '@mantine/core';
import type { LastSession } from '../../shared/status.ts';
import { When } from '../components/when.tsx';
import { useFormats } from '../hooks/use-formats.ts';

/** How the last session ended, and when. */
export function LastResultCell({ last }: { readonly last: LastSession | undefined }) {
  const formats = useFormats();
  if (last === undefined) return <Text c="dimmed">–</Text>;
  return (
    <>
      <Text size="md" truncate>
        {last.error !== undefined
          ? 'Failed'
          : last.newMessages === 0
            ? 'Nothing new'
            : `${formats.number(last.newMessages)} new`}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        <When at={last.endedAt} />
      </Text>
    </>
  );
}
