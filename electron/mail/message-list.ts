import { statSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, headerDigest, messageDigest } from '../delivery/maildir-name.ts';
import type { MessagePage, MessageSummary } from '../../shared/mail-index.ts';
import type { FolderLedger } from '../store/folder-ledger.ts';
import { type DeliveringConnection, filesIn } from './mail-folders.ts';
import { type MessageHeader, readMessageHeader } from './message-header.ts';

/** Of so many folders the order of the messages is kept. */
const FOLDERS_KEPT = 4;
/** Of so many messages the header is kept. */
const HEADERS_KEPT = 5_000;
/** So many files that are not ours are sorted by their time; more than that, by their names. */
const MOST_STRANGERS = 5_000;
/** So many files are read at once. */
const READ_AT_ONCE = 16;

/** One file of a Maildir. */
interface ListedFile {
  readonly part: 'new' | 'cur';
  readonly name: string;
  /** Of our own messages: when it came, and whence. */
  readonly retrievedAt: number | undefined;
  readonly mailbox: string | undefined;
}

interface KeptOrder {
  readonly stamp: string;
  readonly files: readonly ListedFile[];
}

export interface FolderOfMessages {
  readonly path: string;
  /** Those that deliver to it. */
  readonly connections: readonly DeliveringConnection[];
}

/**
 * The messages of folders, newest first: ours in the order in which they came, by the ledger, then those that others
 * put there. Directories are read again only when they changed. Reads whole directories: not for the main thread.
 */
export class MessageList {
  readonly #ledger: FolderLedger;
  readonly #orders = new Map<string, KeptOrder>();
  readonly #headers = new Map<string, MessageHeader & { octets: number }>();

  constructor(ledger: FolderLedger) {
    this.#ledger = ledger;
  }

  async page(
    folder: FolderOfMessages,
    { offset, limit }: { offset: number; limit: number },
  ): Promise<MessagePage> {
    const files = this.#inOrder(folder);
    const wanted = files.slice(offset, offset + limit);
    const messages: (MessageSummary | undefined)[] = [];
    const queue = wanted.entries();
    const lane = async (): Promise<void> => {
      for (const [index, file] of queue) messages[index] = await this.#summaryOf(folder, file);
    };
    await Promise.all(Array.from({ length: READ_AT_ONCE }, lane));
    return { messages: messages.filter((message) => message !== undefined), total: files.length };
  }

  /** The path of a message's file, wherever in the folder a mail program has moved it; undefined if it is gone. */
  find(path: string, name: string): string | undefined {
    const base = baseOf(name);
    for (const part of ['new', 'cur'] as const) {
      const file = join(path, part, name);
      if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
    }
    for (const part of ['cur', 'new'] as const) {
      const found = filesIn(join(path, part)).find((other) => baseOf(other) === base);
      if (found !== undefined) return join(path, part, found);
    }
    return undefined;
  }

  #inOrder({ path, connections }: FolderOfMessages): readonly ListedFile[] {
    const mailboxes = connections.map(({ mailbox }) => mailbox);
    const stamp = JSON.stringify([stampOf(join(path, 'new')), stampOf(join(path, 'cur')), mailboxes]);
    const version = `${stamp} ${this.#ledger.version}`;
    const kept = this.#orders.get(path);
    if (kept?.stamp === version) return kept.files;
    const files = this.#order(path, mailboxes);
    this.#orders.delete(path);
    this.#orders.set(path, { stamp: version, files });
    dropOldest(this.#orders, FOLDERS_KEPT);
    return files;
  }

  #order(path: string, mailboxes: readonly string[]): ListedFile[] {
    const ours = new Map<string, { part: 'new' | 'cur'; name: string }[]>();
    const strangers: { part: 'new' | 'cur'; name: string }[] = [];
    for (const part of ['new', 'cur'] as const) {
      for (const name of filesIn(join(path, part))) {
        const digest = digestOf(name);
        if (digest === undefined) {
          strangers.push({ part, name });
          continue;
        }
        // Two different messages may have one digest: the server gave them one unique-id.
        const same = ours.get(digest);
        if (same === undefined) ours.set(digest, [{ part, name }]);
        else same.push({ part, name });
      }
    }
    const ordered: ListedFile[] = [];
    for (const { mailbox, uid, headerOnly, retrievedAt } of this.#ledger.delivered(path, mailboxes)) {
      const digest = headerOnly ? headerDigest(mailbox, uid) : messageDigest(mailbox, uid);
      for (const file of ours.get(digest) ?? []) ordered.push({ ...file, mailbox, retrievedAt });
      ours.delete(digest);
    }
    strangers.push(...[...ours.values()].flat());
    for (const file of sorted(path, strangers)) {
      ordered.push({ ...file, mailbox: undefined, retrievedAt: undefined });
    }
    return ordered;
  }

  /** Undefined where the file is gone. */
  async #summaryOf(
    { path, connections }: FolderOfMessages,
    { part, name, retrievedAt, mailbox }: ListedFile,
  ): Promise<MessageSummary | undefined> {
    const file = join(path, part, name);
    try {
      const { from, subject, sentAt, octets } = await this.#headerOf(path, file, name);
      return {
        file: name,
        from,
        subject,
        sentAt,
        retrievedAt: retrievedAt ?? Math.trunc(statSync(file).mtimeMs),
        octets,
        connection: connections.find((each) => each.mailbox === mailbox)?.id,
        seen: part === 'cur',
      };
    } catch (error) {
      // A mail program may have moved or deleted it since the directory was read; what may not be read is no message.
      if (error instanceof Error && 'code' in error) return undefined;
      throw error;
    }
  }

  async #headerOf(path: string, file: string, name: string): Promise<MessageHeader & { octets: number }> {
    // A message never changes under its name, but for the flags behind it.
    const key = join(path, baseOf(name));
    const kept = this.#headers.get(key);
    if (kept !== undefined) return kept;
    const header = await readMessageHeader(file);
    this.#headers.set(key, header);
    dropOldest(this.#headers, HEADERS_KEPT);
    return header;
  }
}

/** By the time of their files where that can be afforded, else by their names, which begin with it by convention. */
function sorted<T extends { part: string; name: string }>(path: string, files: readonly T[]): T[] {
  const byName = files.toSorted((one, other) => (one.name < other.name ? 1 : -1));
  const timed = byName.slice(0, MOST_STRANGERS).map((file) => ({
    file,
    at: statSync(join(path, file.part, file.name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  }));
  timed.sort((one, other) => other.at - one.at);
  return [...timed.map(({ file }) => file), ...byName.slice(MOST_STRANGERS)];
}

/** A name without the flags that mail programs append. */
function baseOf(name: string): string {
  const [base = name] = name.split(':', 1);
  return base;
}

function stampOf(path: string): string {
  return String(statSync(path, { throwIfNoEntry: false, bigint: true })?.mtimeNs ?? 0n);
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
