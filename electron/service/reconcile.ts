import { messageDigest } from '../delivery/maildir-name.ts';
import type { DeliveryTarget } from '../delivery/target.ts';
import type { Pop3Client } from '../pop3/client.ts';
import { RefusedError } from '../pop3/errors.ts';
import type { KnownMessage, NewRecord } from '../store/mailbox-ledger.ts';
import type { ListedMessage } from './retrieval-plan.ts';
import { readHeaderDigest } from './take-stock.ts';
import { eachInWindow } from './window.ts';

/**
 * Where the server's list and the ledger do not tell the whole story: messages that the folder holds though the
 * ledger does not know, deletions that the server forgot, and UIDs that all changed. These functions look and say
 * what they found; the caller records it.
 */

/** After a crash or a lost ledger: messages that the folder holds are known, by their names. */
export async function findDelivered(
  target: DeliveryTarget,
  mailboxKey: string,
  listed: readonly ListedMessage[],
  known: ReadonlyMap<string, KnownMessage>,
): Promise<NewRecord[]> {
  const found = await target.find();
  if (found.size === 0) return [];
  const adopted: NewRecord[] = [];
  for (const { uid, octets } of listed) {
    const file = known.has(uid) ? undefined : found.get(messageDigest(mailboxKey, uid));
    if (file === undefined) continue;
    const { deliveredAt, octets: here } = await file.inspect();
    const state = here >= octets ? 'recorded' : 'short';
    adopted.push({ uid, state, octets, retrievedAt: deliveredAt, header: undefined });
  }
  if (adopted.length > 0) await target.settle();
  return adopted;
}

/**
 * UIDs that were deleted and are listed again: the server forgot the deletion, or gave the UID to another message,
 * against RFC 1939 §7. The header tells; these are the ones whose deletion was forgotten.
 */
export async function findForgottenDeletions(
  client: Pop3Client,
  listed: readonly ListedMessage[],
  known: ReadonlyMap<string, KnownMessage>,
  headerOf: (uid: string) => Uint8Array | undefined,
): Promise<string[]> {
  const forgotten: string[] = [];
  // Nearly always none was: to look every message up would be a good part of a poll.
  if (!anyGone(known)) return forgotten;
  for (const { number, uid, octets } of listed) {
    const before = known.get(uid)?.state === 'gone' ? headerOf(uid) : undefined;
    if (before === undefined) continue;
    const header = await readHeaderDigest(client, number, octets);
    if (Buffer.compare(before, header) === 0) forgotten.push(uid);
  }
  return forgotten;
}

function anyGone(known: ReadonlyMap<string, KnownMessage>): boolean {
  for (const { state } of known.values()) if (state === 'gone') return true;
  return false;
}

/** A message that has a new UID: everything else about it is as it was. */
export interface RenamedMessage {
  readonly from: string;
  readonly to: ListedMessage;
}

/**
 * Whether the server may have given all messages new UIDs (a migration): none of those that are listed is known, and
 * about as many are known as are listed.
 */
export function looksMigrated(
  listed: readonly ListedMessage[],
  known: ReadonlyMap<string, KnownMessage>,
): boolean {
  if (listed.length === 0 || listed.some(({ uid }) => known.has(uid))) return false;
  let here = 0;
  for (const { state } of known.values()) if (state !== 'gone') here += 1;
  return here > 0 && here >= listed.length / 2;
}

/**
 * After a migration: which listed messages are known ones under a new UID. The header decides, among equal headers
 * the size. A message whose header is not known counts as new: fetched once more rather than lost.
 */
export async function findRenamed(
  client: Pop3Client,
  listed: readonly ListedMessage[],
  known: ReadonlyMap<string, KnownMessage>,
  headerOf: (uid: string) => Uint8Array | undefined,
): Promise<RenamedMessage[]> {
  const byHeader = new Map<string, { uid: string; octets: number }[]>();
  for (const [uid, { state, octets }] of known) {
    const header = state === 'gone' ? undefined : headerOf(uid);
    if (header === undefined) continue;
    const key = Buffer.from(header).toString('hex');
    const same = byHeader.get(key);
    if (same === undefined) byHeader.set(key, [{ uid, octets }]);
    else same.push({ uid, octets });
  }
  if (byHeader.size === 0) return [];
  const digests: (string | undefined)[] = [];
  await eachInWindow(client, listed, async ({ number, octets }, index) => {
    digests[index] = await headerOrNothing(client, number, octets);
  });
  // A header given to another message would give it another's place.
  if (listed[0] !== undefined) await client.confirmStep(listed[0].number);
  const renamed: RenamedMessage[] = [];
  for (const [index, message] of listed.entries()) {
    const candidates = byHeader.get(digests[index] ?? '');
    if (candidates === undefined || candidates.length === 0) continue;
    const sameSize = candidates.findIndex(({ octets }) => octets === message.octets);
    const [match] = candidates.splice(Math.max(0, sameSize), 1);
    if (match !== undefined) renamed.push({ from: match.uid, to: message });
  }
  return renamed;
}

async function headerOrNothing(
  client: Pop3Client,
  number: number,
  octets: number,
): Promise<string | undefined> {
  try {
    return Buffer.from(await readHeaderDigest(client, number, octets)).toString('hex');
  } catch (error) {
    // The server would not show this one: it counts as new.
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}
