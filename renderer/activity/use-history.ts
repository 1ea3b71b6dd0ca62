import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { HistoryBucket, SessionRecord } from '../../shared/history.ts';
import type { ReportedError } from '../../shared/reported-error.ts';
import { useConnections } from '../hooks/use-connections.ts';
import { useNow } from '../hooks/use-now.ts';
import { useRequest } from '../hooks/use-request.ts';
import { type Span, spanOf, type TimeSpan } from './time-span.ts';

/** The most sessions that are listed; the totals count all. */
export const MOST_SESSIONS = 2_000;

export interface HistoryFilter {
  readonly connection: string | undefined;
  readonly failures: boolean;
  readonly timeSpan: TimeSpan;
}

/** The history of a span up to now, asked again when a session ends. */
export function useHistory({ connection, failures, timeSpan }: HistoryFilter): {
  readonly span: Span;
  readonly totals: UseQueryResult<readonly HistoryBucket[], ReportedError>;
  readonly sessions: UseQueryResult<readonly SessionRecord[], ReportedError>;
} {
  const span = spanOf(timeSpan, useNow());
  const { from, to, every } = span;
  const of = connection === undefined ? {} : { connection };
  const totals = useRequest('history.totals', { ...of, from, to, every });
  const sessions = useRequest('history.sessions', { ...of, from, to, failures, limit: MOST_SESSIONS });

  const client = useQueryClient();
  const lastEnd = useLastEnd();
  useEffect(() => {
    if (lastEnd === 0) return;
    void client.invalidateQueries({ queryKey: ['history.sessions'] });
    void client.invalidateQueries({ queryKey: ['history.totals'] });
  }, [client, lastEnd]);
  return { span, totals, sessions };
}

/** When a session of any connection ended last. */
function useLastEnd(): number {
  let last = 0;
  for (const { last: session } of useConnections().values()) last = Math.max(last, session?.endedAt ?? 0);
  return last;
}
