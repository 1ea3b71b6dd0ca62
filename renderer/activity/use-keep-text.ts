import { useEffect, useState } from 'react';
import type { LogEvent } from '../../shared/events.ts';
import { useServiceState } from '../bridge/service-state-context.ts';
import { useAction } from '../hooks/use-action.ts';
import { logText } from './log-text.ts';

const SHOWN_MS = 6_000;

export interface KeepText {
  readonly copy: () => void;
  readonly save: () => void;
  /** What was just done. A notification would lie over the buttons. */
  readonly done: string | undefined;
}

/** Events as text: to the clipboard, or into a file that the user names. Secrets were masked before they came here. */
export function useKeepText(events: readonly LogEvent[], name: string): KeepText {
  const state = useServiceState();
  const { mutate: copyText } = useAction('text.copy');
  const { mutate: saveText } = useAction('text.save');
  const [done, setDone] = useState<string>();
  useEffect(() => {
    if (done === undefined) return undefined;
    const timer = setTimeout(() => {
      setDone(undefined);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [done]);

  const text = (): string => logText(events, (id) => state.connection(id)?.name ?? id);
  return {
    copy: () => {
      copyText(
        { text: text() },
        {
          onSuccess: () => {
            setDone('Copied.');
          },
        },
      );
    },
    save: () => {
      const day = new Date().toISOString().slice(0, 10);
      saveText(
        { name: `${name}-${day}.txt`, text: text() },
        {
          onSuccess: (path) => {
            if (path !== undefined) setDone(`Saved as ${path}.`);
          },
        },
      );
    },
    done,
  };
}
