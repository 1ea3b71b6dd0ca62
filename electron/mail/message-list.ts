import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { MessagePage, MessageSummary } from '../../shared/mail-index.ts';
import type { FolderLedger } from '../store/folder-ledger.ts';
import { type DeliveringConnection, filesIn } from './mail-folders.ts';
import { baseOf, FolderFiles, type ListedFile, MessageOrder } from './message-order.ts';
import { type MessageHeader, readMessageHeader } from './message-header.ts';

/** Of so many folders the order of the messages is kept. */
const FOLDERS_KEPT = 4;
/** Of so many messages the header is kept. */
const HEADERS_KEPT = 5_000;
/** So many files are read at once. */
const READ_AT_ONCE = 16;

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
  readonly #orders = new Map<
    string,
    { readonly stamp: string; readonly files: FolderFiles; readonly order: MessageOrder }
  >();
  readonly #headers = new Map<string, MessageHeader & { octets: number }>();

  constructor(ledger: FolderLedger) {
    this.#ledger = ledger;
  }

  async page(
    folder: FolderOfMessages,
    { offset, limit }: { offset: number; limit: number },
  ): Promise<MessagePage> {
    const order = this.#orderOf(folder);
    const wanted = order.slice(offset, offset + limit);
    const messages: (MessageSummary | undefined)[] = [];
    const queue = wanted.entries();
    const lane = async (): Promise<void> => {
      for (const [index, file] of queue) messages[index] = await this.#summaryOf(folder, file);
    };
    await Promise.all(Array.from({ length: READ_AT_ONCE }, lane));
    return { messages: messages.filter((message) => message !== undefined), total: order.total };
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

  /** As it is now: made anew only where the directories or the ledger changed. */
  #orderOf({ path, connections }: FolderOfMessages): MessageOrder {
    const mailboxes = connections.map(({ mailbox }) => mailbox);
    const kept = this.#orders.get(path);
    const files = kept?.files.isCurrent() ? kept.files : FolderFiles.read(path);
    const stamp = JSON.stringify([this.#ledger.version, mailboxes]);
    if (kept?.files === files && kept.stamp === stamp) return kept.order;
    const order = new MessageOrder(files, (range) => this.#ledger.delivered(path, mailboxes, range));
    this.#orders.delete(path);
    this.#orders.set(path, { stamp, files, order });
    dropOldest(this.#orders, FOLDERS_KEPT);
    return order;
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

function dropOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
