import type { KnownMessage } from '../store/mailbox-ledger.ts';

/** A message as the server lists it now. */
export interface ListedMessage {
  /** Valid in this session only (RFC 1939 §5). */
  readonly number: number;
  readonly uid: string;
  /** As LIST says. */
  readonly octets: number;
}

/** What the user wants done. */
export interface RetrievalPolicy {
  readonly afterTransfer:
    | { readonly policy: 'keep' }
    | { readonly policy: 'delete' }
    | { readonly policy: 'delete-after'; readonly days: number };
  /** Larger messages are not retrieved whole; 0 for no limit. */
  readonly largestMessageOctets: number;
  /** What is done with larger messages. */
  readonly largerMessages: 'skip' | 'header';
  /** At most so many in one session; 0 for no limit. */
  readonly messagesPerSession: number;
  readonly order: 'oldest' | 'newest';
}

export type SkipReason =
  /** Here already, and to stay on the server. */
  | { readonly reason: 'known' }
  /** Here already; deleted from the server at `at` (milliseconds since the epoch). */
  | { readonly reason: 'kept-until'; readonly at: number }
  | { readonly reason: 'larger'; readonly limitOctets: number }
  /** Its header is here, and it is larger than wanted. */
  | { readonly reason: 'header-only'; readonly limitOctets: number }
  /** Next session. */
  | { readonly reason: 'session-limit' }
  /** What is here is shorter than the server announced: never deleted there. */
  | { readonly reason: 'short' };

export interface SkippedMessage {
  readonly message: ListedMessage;
  readonly why: SkipReason;
}

export interface RetrievalPlan {
  readonly retrieve: readonly ListedMessage[];
  /** Larger messages of which the header alone is retrieved. */
  readonly retrieveHeader: readonly ListedMessage[];
  readonly remove: readonly ListedMessage[];
  readonly skip: readonly SkippedMessage[];
  /** Marked for deletion in an earlier session whose QUIT did not get through, and still listed. */
  readonly stillThere: readonly ListedMessage[];
  /** Marked in an earlier session and not listed any more: deleted after all. */
  readonly gone: readonly string[];
}

const DAY_MS = 24 * 3600 * 1000;

/** Shared by all messages that they are true of: often a hundred thousand. */
const KNOWN: SkipReason = { reason: 'known' };
const SHORT: SkipReason = { reason: 'short' };

/**
 * Which messages to retrieve, which to delete, which to leave alone and why. Pure: the server's list, what the ledger
 * knows, the user's policy and the time in; nothing is deleted that the ledger does not hold as durable here.
 */
export function planRetrieval(
  listed: readonly ListedMessage[],
  known: ReadonlyMap<string, KnownMessage>,
  policy: RetrievalPolicy,
  now: number,
): RetrievalPlan {
  const fresh: ListedMessage[] = [];
  const remove: ListedMessage[] = [];
  const stillThere: ListedMessage[] = [];
  const skip: SkippedMessage[] = [];
  for (const message of listed) {
    const entry = known.get(message.uid);
    if (entry === undefined || entry.state === 'gone' || entry.state === 'header') {
      fresh.push(message);
      continue;
    }
    if (entry.state === 'marked') stillThere.push(message);
    const why = whyKept(entry, policy, now);
    if (why === undefined) remove.push(message);
    else skip.push({ message, why });
  }
  const chosen = choose(fresh, known, policy);
  // One by one: so many arguments as a maildrop may have messages no call takes.
  for (const skipped of chosen.skip) skip.push(skipped);
  const { retrieve, retrieveHeader } = chosen;
  return { retrieve, retrieveHeader, remove, skip, stillThere, gone: vanishedMarks(listed, known) };
}

/** What is retrieved of the messages that are not here whole. */
function choose(
  fresh: readonly ListedMessage[],
  known: ReadonlyMap<string, KnownMessage>,
  policy: RetrievalPolicy,
): Pick<RetrievalPlan, 'retrieve' | 'retrieveHeader' | 'skip'> {
  const retrieve: ListedMessage[] = [];
  const retrieveHeader: ListedMessage[] = [];
  const skip: SkippedMessage[] = [];
  const { largestMessageOctets: limitOctets, messagesPerSession, largerMessages } = policy;
  for (const message of policy.order === 'newest' ? fresh.toReversed() : fresh) {
    const larger = limitOctets > 0 && message.octets > limitOctets;
    const room = messagesPerSession === 0 || retrieve.length + retrieveHeader.length < messagesPerSession;
    if (larger && known.get(message.uid)?.state === 'header') {
      skip.push({ message, why: { reason: 'header-only', limitOctets } });
    } else if (larger && largerMessages === 'skip') {
      skip.push({ message, why: { reason: 'larger', limitOctets } });
    } else if (!room) {
      skip.push({ message, why: { reason: 'session-limit' } });
    } else if (larger) {
      retrieveHeader.push(message);
    } else {
      retrieve.push(message);
    }
  }
  return { retrieve, retrieveHeader, skip };
}

/** Why a message that is here stays on the server; undefined when it is to be deleted now. */
function whyKept(entry: KnownMessage, policy: RetrievalPolicy, now: number): SkipReason | undefined {
  if (entry.state === 'short') return SHORT;
  const { afterTransfer } = policy;
  switch (afterTransfer.policy) {
    case 'keep':
      return KNOWN;
    case 'delete':
      return undefined;
    case 'delete-after': {
      const at = entry.retrievedAt + afterTransfer.days * DAY_MS;
      return at <= now ? undefined : { reason: 'kept-until', at };
    }
  }
}

function vanishedMarks(listed: readonly ListedMessage[], known: ReadonlyMap<string, KnownMessage>): string[] {
  const marked: string[] = [];
  for (const [uid, { state }] of known) if (state === 'marked') marked.push(uid);
  if (marked.length === 0) return [];
  const there = new Set(listed.map(({ uid }) => uid));
  return marked.filter((uid) => !there.has(uid));
}

/** The plan in one sentence, for the log. */
export function describePlan(
  listed: number,
  { retrieve, retrieveHeader, remove, skip }: RetrievalPlan,
): string {
  const headers = retrieveHeader.length > 0 ? `${retrieveHeader.length} of which only the header, ` : '';
  return `${listed} messages on the server: ${retrieve.length + retrieveHeader.length} to retrieve, ${headers}${remove.length} to delete, ${skip.length} to leave.`;
}
