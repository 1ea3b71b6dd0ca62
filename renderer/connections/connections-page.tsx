import { Center, Loader } from '@mantine/core';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useRequest } from '../hooks/use-request.ts';
import { usePlace } from '../navigation/place-context.ts';
import { ConnectionList } from './connection-list.tsx';
import { ConnectionEditor } from './editor/connection-editor.tsx';
import { duplicateOf } from './editor/form-values.ts';
import { FirstRun } from './first-run.tsx';

/** The connections; or one of them in the editor; or, while there are none, how to begin. */
export function ConnectionsPage() {
  const place = usePlace();
  const { data: connections, error } = useRequest('connections.list', {});
  if (place.page !== 'connections') return null;
  if (error !== null) return <ErrorNotice error={error} />;
  if (connections === undefined) {
    return (
      <Center flex={1}>
        <Loader size="sm" aria-label="Loading" />
      </Center>
    );
  }
  const { action, connection: id } = place;
  const connection = connections.find((each) => each.id === id);
  if (action === 'add') {
    const names = connections.map(({ name }) => name);
    return (
      <ConnectionEditor key={`add ${id ?? ''}`} template={connection && duplicateOf(connection, names)} />
    );
  }
  if (action !== undefined && connection !== undefined) {
    return (
      <ConnectionEditor
        key={connection.id}
        connection={connection}
        focus={action === 'password' ? 'password' : 'name'}
      />
    );
  }
  if (connections.length === 0) return <FirstRun />;
  return <ConnectionList connections={connections} detailsOf={connection} />;
}
