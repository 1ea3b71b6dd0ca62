import { Anchor, Text } from '@mantine/core';
import { useConnections } from '../hooks/use-connections.ts';
import { usePlaces } from '../navigation/place-context.ts';

const SHOWN = 4;

/** The connections that deliver to a folder, each a way to it. */
export function DeliveredBy({ connections }: { readonly connections: readonly string[] }) {
  const statuses = useConnections();
  const places = usePlaces();
  const named = connections.flatMap((id) => {
    const status = statuses.get(id);
    return status === undefined ? [] : [status];
  });
  if (named.length === 0) {
    return (
      <Text size="xs" c="dimmed" mt={2}>
        No connection delivers here any more.
      </Text>
    );
  }
  return (
    <Text size="xs" c="dimmed" mt={2}>
      {'Delivered by '}
      {named.slice(0, SHOWN).map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Anchor
            component="button"
            size="xs"
            underline="always"
            onClick={() => {
              places.go({ page: 'connections', connection: id });
            }}
          >
            {name}
          </Anchor>
        </span>
      ))}
      {named.length > SHOWN && ` and ${named.length - SHOWN} more`}
    </Text>
  );
}
