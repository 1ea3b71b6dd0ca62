import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RpopError } from '../../shared/errors.ts';
import type { Preview, PreviewedMessage, PreviewTotals } from '../../shared/service-contract.ts';
import { formatOctets } from '../../shared/octets.ts';
import { CancelledError } from '../pop3/errors.ts';
import { NOTHING_DONE, type MailboxLedger } from '../store/mailbox-ledger.ts';
import type { FetchRequest, FetchResult, FetchSurroundings, LoginFacts } from './fetch-request.ts';
import { openSession } from './open-session.ts';
import { findForgottenDeletions, findRenamed, looksMigrated } from './reconcile.ts';
import { planRetrieval, type RetrievalPlan, type SkipReason } from './retrieval-plan.ts';
import { SessionLog } from './session-log.ts';
import { survey, takeStock } from './take-stock.ts';

export type PreviewSurroundings = Pick<FetchSurroundings, 'emit' | 'now' | 'stop' | 'abort'> & {
  readonly ledger: Pick<MailboxLedger, 'folder' | 'known' | 'header'>;
  /** The target folder's path: a fetch would create it. */
  readonly target: string;
};

/** The ledger's part of a maildrop that nothing is known of. */
export const NOTHING_KNOWN: PreviewSurroundings['ledger'] = {
  folder: undefined,
  known: () => new Map(),
  header: () => undefined,
};

/** So many messages are listed one by one; the totals are of all. */
const MOST_LISTED = 1_000;

/**
 * What a fetch would do now: logs in, takes stock, plans, and quits. Nothing is written here and nothing changed on the
 * server. Never throws: how it ended is in the result.
 */
export async function previewSession(
  request: FetchRequest,
  { ledger, target, emit, now, stop, abort }: PreviewSurroundings,
): Promise<FetchResult & { preview: Preview }> {
  const startedAt = now();
  let login: LoginFacts | undefined;
  let preview = previewOf([]);
  let error: RpopError | undefined;
  const log = new SessionLog(emit, request.connection, now, request.credentials.password);
  try {
    const client = await openSession({
      request,
      log,
      stop,
      abort,
      onLogin: (server) => {
        login = { afterMs: now() - startedAt, ...server };
      },
    });
    const quit = (): void => {
      client.close(new CancelledError());
    };
    stop.addEventListener('abort', quit, { once: true });
    try {
      const gone = ledger.folder === target && !existsSync(join(target, 'new'));
      const known = gone ? new Map() : ledger.known();
      const surveyed = await survey(client, { sizes: known.size === 0 });
      const listed = await takeStock(client, surveyed, known);
      const headerOf = (uid: string): Uint8Array | undefined => ledger.header(uid);
      for (const uid of await findForgottenDeletions(client, listed, known, headerOf)) {
        const entry = known.get(uid);
        if (entry !== undefined) known.set(uid, { ...entry, state: 'recorded' });
      }
      if (looksMigrated(listed, known)) {
        for (const { from, to } of await findRenamed(client, listed, known, headerOf)) {
          const entry = known.get(from);
          known.delete(from);
          if (entry !== undefined) known.set(to.uid, { ...entry, octets: to.octets });
        }
      }
      preview = previewOf(describe(planRetrieval(listed, known, request.policy, now()), request));
      await client.quit();
    } finally {
      stop.removeEventListener('abort', quit);
      client.close();
    }
  } catch (reason) {
    if (!(reason instanceof RpopError)) throw reason;
    error = reason.redacted((text) => log.hide(text));
  }
  return { counts: NOTHING_DONE, error, login, preview };
}

function describe(plan: RetrievalPlan, { policy }: FetchRequest): PreviewedMessage[] {
  const then = policy.afterTransfer.policy === 'delete' ? ', then deleted from the server' : '';
  const messages: PreviewedMessage[] = [
    ...plan.retrieve.map((message) => ({ ...message, action: 'retrieve' as const, why: `new${then}` })),
    ...plan.retrieveHeader.map((message) => ({
      ...message,
      action: 'retrieve-header' as const,
      why: `larger than ${formatOctets(policy.largestMessageOctets)}`,
    })),
    ...plan.remove.map((message) => ({ ...message, action: 'delete' as const, why: 'here already' })),
    ...plan.skip.map(({ message, why }) => ({ ...message, action: 'skip' as const, why: explain(why) })),
  ];
  return messages;
}

/** The totals of all, and the messages in the server's order: where they are too many, those that are acted on. */
function previewOf(all: readonly PreviewedMessage[]): Preview {
  const of = (actions: readonly PreviewedMessage['action'][]): PreviewTotals => {
    const chosen = all.filter(({ action }) => actions.includes(action));
    return { messages: chosen.length, octets: chosen.reduce((sum, { octets }) => sum + octets, 0) };
  };
  return {
    // Those that are left alone are the last in a plan.
    messages: all.slice(0, MOST_LISTED).toSorted((one, other) => one.number - other.number),
    summary: {
      retrieve: of(['retrieve', 'retrieve-header']),
      delete: of(['delete']),
      skip: of(['skip']),
    },
  };
}

function explain(why: SkipReason): string {
  switch (why.reason) {
    case 'known':
      return 'here already';
    case 'kept-until':
      return `here already; deleted from the server after ${new Date(why.at).toISOString()}`;
    case 'larger':
      return `larger than ${formatOctets(why.limitOctets)}`;
    case 'header-only':
      return `its header is here; larger than ${formatOctets(why.limitOctets)}`;
    case 'session-limit':
      return 'for the next session: enough for one';
    case 'short':
      return 'here, but shorter than announced: stays on the server';
  }
}
