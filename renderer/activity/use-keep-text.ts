import type { LogEvent } from '../../shared/events.ts';
import { useServiceState } from '../bridge/service-state-context.ts';
import { notifyDone } from '../components/notify.tsx';
import { useAction } from '../hooks/use-action.ts';
import { logText } from './log-text.ts';

/** Events as text: to the clipboard, or into a file that the user names. Secrets were masked before they came here. */
export function useKeepText(
  events: readonly LogEvent[],
  name: string,
): { readonly copy: () => void; readonly save: () => void } {
  const state = useServiceState();
  const { mutate: copyText } = useAction('text.copy');
  const { mutate: saveText } = useAction('text.save');
  const text = (): string => logText(events, (id) => state.connection(id)?.name ?? id);
  return {
    copy: () => {
      copyText(
        { text: text() },
        {
          onSuccess: () => {
            notifyDone('Copied.');
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
            if (path !== undefined) notifyDone(`Saved as ${path}.`);
          },
        },
      );
    },
  };
}
