import { modals } from '@mantine/modals';
import { useMemo } from 'react';
import type { Connection } from '../../shared/connection.ts';
import { ask } from '../bridge/ask.ts';
import { useServiceState } from '../bridge/service-state-context.ts';
import { notifyDone, notifyError } from '../components/notify.tsx';
import { usePlaces } from '../navigation/place-context.ts';
import { ReportedError } from '../../shared/reported-error.ts';
import { RemoveConnections } from './remove-connections.tsx';

export type ConnectionActions = ReturnType<typeof useConnectionActions>;

/** What can be done with connections, from the table, its menus, the keyboard and the palette alike. */
export function useConnectionActions() {
  const { go } = usePlaces();
  const state = useServiceState();
  return useMemo(() => {
    const each = async (
      connections: readonly Connection[],
      act: (connection: string) => Promise<unknown>,
    ): Promise<void> => {
      try {
        await Promise.all(connections.map(({ id }) => act(id)));
      } catch (error) {
        if (!(error instanceof ReportedError)) throw error;
        notifyError(error);
      }
    };
    const resume = (connections: readonly Connection[]) =>
      void each(connections, (connection) => ask('resume', { connection }));
    const pause = (connections: readonly Connection[]): void => {
      void each(connections, (connection) => ask('pause', { connection }));
      const [first] = connections;
      const what = connections.length === 1 && first ? first.name : `${connections.length} connections`;
      notifyDone(`${what} paused`, () => resume(connections));
    };
    return {
      add: () => go({ page: 'connections', action: 'add' }),
      /** A new connection with the fields of this one. */
      duplicate: ({ id }: Connection) => go({ page: 'connections', action: 'add', connection: id }),
      edit: ({ id }: Connection) => go({ page: 'connections', action: 'edit', connection: id }),
      enterPassword: ({ id }: Connection) => go({ page: 'connections', action: 'password', connection: id }),
      details: ({ id }: Connection) => go({ page: 'connections', connection: id }),
      /** Its answer comes when the session has ended; how it ended, the state says. */
      fetch: (connections: readonly Connection[]) =>
        void each(connections, (connection) => ask('fetch', { connection, larger: false })),
      cancel: (connections: readonly Connection[]) =>
        void each(connections, (connection) => ask('fetch.cancel', { connection })),
      pause,
      resume,
      /** Pauses them, or resumes them where all are paused already. */
      togglePause: (connections: readonly Connection[]) => {
        const paused = connections.every(({ id }) => state.connection(id)?.paused ?? false);
        if (paused) resume(connections);
        else pause(connections);
      },
      remove: (connections: readonly Connection[]) => {
        if (connections.length === 0) return;
        const [first] = connections;
        const modalId = modals.open({
          title:
            connections.length === 1 && first
              ? `Remove ${first.name}?`
              : `Remove ${connections.length} connections?`,
          children: <RemoveConnections connections={connections} onClose={() => modals.close(modalId)} />,
        });
      },
    };
  }, [go, state]);
}
