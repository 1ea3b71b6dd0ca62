import { useMemo } from 'react';
import { useRequest } from '../hooks/use-request.ts';

/** How an hour or a day is written below the chart. */
export function useBucketLabel(every: 'hour' | 'day'): (at: number) => string {
  const { data } = useRequest('app.facts', {});
  const locale = data?.locale ?? navigator.language;
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(
      locale,
      every === 'hour' ? { hour: 'numeric', minute: '2-digit' } : { day: 'numeric', month: 'short' },
    );
    return (at) => format.format(at);
  }, [locale, every]);
}
