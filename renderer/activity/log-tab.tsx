import { IconListSearch, IconNotes } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { EVENT_TYPES, type EventType } from '../../shared/events.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { DialogueModal } from './dialogue-modal.tsx';
import { LogActions } from './log-actions.tsx';
import { LogFilterBar } from './log-filter-bar.tsx';
import { logPasses } from './log-filter.ts';
import { LogList } from './log-list.tsx';
import { useFollowedLog } from './use-followed-log.ts';

/** The event log, live. */
export function LogTab({ connection: first }: { readonly connection: string | undefined }) {
  const log = useFollowedLog();
  const [types, setTypes] = useState<ReadonlySet<EventType>>(new Set(EVENT_TYPES));
  const [connection, setConnection] = useState(first);
  const [text, setText] = useState('');
  const [dialogue, setDialogue] = useState(false);
  const searched = useDeferredValue(text);
  const events = useMemo(
    () => log.events.filter(logPasses({ types, connection, text: searched })),
    [log.events, types, connection, searched],
  );
  return (
    <>
      <LogFilterBar
        types={types}
        onTypes={setTypes}
        connection={connection}
        onConnection={setConnection}
        text={text}
        onText={setText}
      />
      {events.length > 0 ? (
        <LogList events={events} isFollowed={log.isFollowed} onScrollBack={log.pause} />
      ) : log.events.length === 0 ? (
        <EmptyState
          icon={IconNotes}
          title="Nothing was logged yet"
          description="What RPOP does is written here as it happens."
        />
      ) : (
        <EmptyState
          icon={IconListSearch}
          title="No event passes the filter"
          description="Other types, another connection or another text may have some."
        />
      )}
      <LogActions
        log={log}
        events={events}
        onDialogue={() => {
          setDialogue(true);
        }}
      />
      {dialogue && (
        <DialogueModal
          connection={connection}
          onClose={() => {
            setDialogue(false);
          }}
        />
      )}
    </>
  );
}
