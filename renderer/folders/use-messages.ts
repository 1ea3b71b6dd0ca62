import { useQueries } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { MessageSummary } from '../../shared/mail-index.ts';
import type { ReportedError } from '../../shared/reported-error.ts';
import { ask } from '../bridge/ask.ts';
import { PAGE_SIZE, pagesFor } from './message-pages.ts';

export interface Messages {
  /** In the whole folder; undefined until the first page is here. */
  readonly total: number | undefined;
  /** Newest first; undefined: not here yet. */
  readonly at: (index: number) => MessageSummary | undefined;
  /** -1 where the pages in sight do not have it. */
  readonly indexOf: (file: string) => number;
  readonly error: ReportedError | undefined;
  /** Which rows are in sight: their pages are asked for. */
  readonly show: (first: number, last: number) => void;
}

/** The messages of a folder, page by page as they are looked at. */
export function useMessages(folder: string): Messages {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const show = useCallback((first: number, last: number) => {
    setRange({ first, last });
  }, []);
  const numbers = pagesFor(range.first, range.last);
  const answers = useQueries({
    queries: numbers.map((number) => {
      const input = { folder, offset: number * PAGE_SIZE, limit: PAGE_SIZE };
      return { queryKey: ['folders.messages', input], queryFn: () => ask('folders.messages', input) };
    }),
  });
  const page = (number: number): readonly MessageSummary[] | undefined =>
    answers[numbers.indexOf(number)]?.data?.messages;
  const failed = answers.find(({ error }) => error !== null)?.error;
  return {
    total: answers.find(({ data }) => data !== undefined)?.data?.total,
    at: (index) => page(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE],
    indexOf: (file) => {
      for (const number of numbers) {
        const found = page(number)?.findIndex((message) => message.file === file) ?? -1;
        if (found >= 0) return number * PAGE_SIZE + found;
      }
      return -1;
    },
    error: failed as ReportedError | undefined, // `ask` rejects with nothing else
    show,
  };
}
