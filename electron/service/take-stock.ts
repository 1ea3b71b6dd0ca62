import type { Pop3Client } from '../pop3/client.ts';
import { ProtocolError } from '../pop3/errors.ts';
import type { KnownMessage } from '../store/mailbox-ledger.ts';
import { HeaderDigest } from './header-digest.ts';
import { eachInWindow } from './window.ts';
import type { ListedMessage } from './retrieval-plan.ts';

/** So few unknown messages are asked for one by one; more, and one LIST is cheaper. */
const SINGLE_LISTS = 16;

/** What the server says is in the maildrop. */
export type Survey = Awaited<ReturnType<Pop3Client['survey']>>;

/**
 * STAT and UIDL, and LIST if `sizes` are wanted. With pipelining all at once: round trips are what a poll consists of.
 * Without it, nothing is asked for in vain.
 */
export async function survey(client: Pop3Client, { sizes }: { sizes: boolean }): Promise<Survey> {
  if (client.capabilities.pipelining) return client.survey({ sizes });
  const { messages } = await client.stat();
  return { messages, uids: messages === 0 ? [] : await client.uidl(messages), sizes: undefined };
}

/**
 * What is in the maildrop, in the server's order, with the sizes of those that the ledger does not know. Where the
 * server has no UIDL, messages are told apart by a digest of their header and their size.
 */
export async function takeStock(
  client: Pop3Client,
  { messages: expected, uids, sizes: all }: Survey,
  known: ReadonlyMap<string, KnownMessage>,
): Promise<readonly ListedMessage[]> {
  if (expected === 0) return [];
  if (uids === undefined) return identifyByHeader(client, expected);
  const named = nameCopies(uids);
  const knownSizes = named.map(({ uid }) => known.get(uid)?.octets);
  const unknown = named.filter((_, index) => knownSizes[index] === undefined);
  const sizes = all ?? (await sizesOf(client, expected, unknown));
  return named.map(({ number, uid }, index) => {
    const octets = knownSizes[index] ?? sizes.get(number);
    if (octets === undefined) throw disagreement(number);
    return { number, uid, octets };
  });
}

async function sizesOf(
  client: Pop3Client,
  expected: number,
  messages: readonly { number: number }[],
): Promise<ReadonlyMap<number, number>> {
  if (messages.length > SINGLE_LISTS) return client.list(expected);
  const sizes = new Map<number, number>();
  await Promise.all(messages.map(async ({ number }) => sizes.set(number, await client.listOne(number))));
  return sizes;
}

/**
 * RFC 1939 §7 lets identical messages have one unique-id: the second and later ones get a name of their own, with a
 * line feed in it that no other message can have. Throws ProtocolError when a message number comes twice.
 */
function nameCopies<T extends { number: number; uid: string }>(listed: readonly T[]): readonly T[] {
  if (areDistinct(listed)) return listed;
  const copies = new Map<string, number>();
  const numbers = new Set<number>();
  return listed.map((message) => {
    if (numbers.has(message.number)) throw disagreement(message.number);
    numbers.add(message.number);
    const copy = (copies.get(message.uid) ?? 0) + 1;
    copies.set(message.uid, copy);
    return copy === 1 ? message : { ...message, uid: `${message.uid}\n${copy}` };
  });
}

/** Whether numbers ascend and no unique-id comes twice, as with nearly every server. */
function areDistinct(listed: readonly { number: number; uid: string }[]): boolean {
  let last: { number: number; uid: string } | undefined;
  let uidsAscend = true;
  for (const message of listed) {
    if (message.number <= (last?.number ?? 0)) return false;
    uidsAscend &&= last === undefined || message.uid > last.uid;
    last = message;
  }
  // Those that ascend, as counters do, need no look at each other.
  return uidsAscend || new Set(listed.map(({ uid }) => uid)).size === listed.length;
}

async function identifyByHeader(client: Pop3Client, expected: number): Promise<readonly ListedMessage[]> {
  const sizes = [...(await client.list(expected))];
  const identified: ListedMessage[] = [];
  await eachInWindow(client, sizes, async ([number, octets], index) => {
    const header = await readHeaderDigest(client, number, octets);
    // A UIDL holds no space at its head: these names cannot be mistaken for the server's own.
    identified[index] = { number, octets, uid: ` ${Buffer.from(header).toString('hex')}:${octets}` };
  });
  if (sizes[0] !== undefined) await client.confirmStep(sizes[0][0]);
  return nameCopies(identified);
}

/** A message's header digest by TOP, or where the server has no TOP either, by reading the whole message. */
export async function readHeaderDigest(
  client: Pop3Client,
  number: number,
  octets: number,
): Promise<Uint8Array> {
  const digest = new HeaderDigest();
  if (client.capabilities.top) await client.top(number, 0, digest);
  else await client.retr(number, octets, digest);
  return digest.value;
}

function disagreement(number: number): ProtocolError {
  return new ProtocolError(`The server's listings disagree about message ${number}.`, {
    code: 'listings-disagree',
    hint: 'The server is faulty. Nothing was fetched or deleted.',
  });
}
