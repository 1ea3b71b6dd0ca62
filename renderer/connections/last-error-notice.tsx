import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Connection } from '../../shared/connection.ts';
import type { LastSession } from '../../shared/status.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { usePlaces } from '../navigation/place-context.ts';
import { CertificateReview } from './certificate-review.tsx';
import { type Remedy, REMEDY_LABELS, remediesFor } from './remedies.ts';
import type { ConnectionActions } from './use-connection-actions.tsx';

interface LastErrorNoticeProps {
  readonly connection: Connection;
  readonly last: LastSession;
  readonly actions: ConnectionActions;
}

/** What went wrong at the last fetch, with what the user can do about it as buttons. */
export function LastErrorNotice({ connection, last: { error }, actions }: LastErrorNoticeProps) {
  const { go } = usePlaces();
  const [isReviewing, setReviewing] = useState(false);
  if (error === undefined) return null;
  const acts: Record<Remedy, () => void> = {
    'enter-password': () => actions.enterPassword(connection),
    'review-certificate': () => setReviewing(true),
    edit: () => actions.edit(connection),
    fetch: () => actions.fetch([connection]),
    dialogue: () => go({ page: 'activity', tab: 'log', connection: connection.id }),
  };
  // Of sessions before the service last started, only the code is known.
  const report =
    'message' in error
      ? error
      : { message: `The last fetch failed (${error.code}).`, hint: 'The log of that time says more.' };
  return (
    <>
      <ErrorNotice error={report}>
        {remediesFor(error.code).map((remedy, index) => (
          <Button
            key={remedy}
            size="compact-sm"
            variant={index === 0 ? 'filled' : 'default'}
            onClick={acts[remedy]}
          >
            {REMEDY_LABELS[remedy]}
          </Button>
        ))}
      </ErrorNotice>
      {isReviewing && <CertificateReview connection={connection} onDone={() => setReviewing(false)} />}
    </>
  );
}
