import { useEffect } from 'react';
import { ask } from '../bridge/ask.ts';
import { useConnections } from '../hooks/use-connections.ts';

/** Who looks at a folder has seen what is new of the connections that deliver there. */
export function useMailSeen(connections: readonly string[]): void {
  const statuses = useConnections();
  const unseen = connections.filter((id) => (statuses.get(id)?.unseen ?? 0) > 0).join(' ');
  useEffect(() => {
    if (unseen === '' || document.visibilityState !== 'visible') return;
    for (const connection of unseen.split(' ')) {
      // That it is still counted as new is no harm: the next look tries again.
      ask('mail.seen', { connection }).catch(() => undefined);
    }
  }, [unseen]);
}
