import { useState } from 'react';
import type { Messages } from './use-messages.ts';

export interface ChosenMessage {
  /** Its row, or -1. */
  readonly index: number;
  /** Undefined where none is chosen, or it is not here yet. */
  readonly file: string | undefined;
  readonly choose: (index: number) => void;
}

/** The message that is chosen: it stays so when others come before it, and may be chosen before it is here. */
export function useChosenMessage(messages: Messages): ChosenMessage {
  const [chosen, setChosen] = useState<{ readonly index: number; readonly file: string | undefined }>();
  const here = chosen === undefined ? undefined : messages.at(chosen.index)?.file;
  if (chosen !== undefined && chosen.file === undefined && here !== undefined) {
    setChosen({ index: chosen.index, file: here });
  }
  const found = chosen?.file === undefined ? -1 : messages.indexOf(chosen.file);
  return {
    index: found >= 0 ? found : (chosen?.index ?? -1),
    file: chosen?.file,
    choose: (index) => {
      setChosen({ index, file: messages.at(index)?.file });
    },
  };
}
