import { useMemo } from 'react';
import { useRequest } from '../hooks/use-request.ts';

/** Moments of the log, to the second, as the user writes them. */
export function useLogTime(): {
  readonly time: (at: number) => string;
  readonly moment: (at: number) => string;
} {
  const { data } = useRequest('app.facts', {});
  const locale = data?.locale ?? navigator.language;
  return useMemo(() => {
    const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
    const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
    return { time: (at) => time.format(at), moment: (at) => moment.format(at) };
  }, [locale]);
}
