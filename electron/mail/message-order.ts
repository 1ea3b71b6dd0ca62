import { statSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, headerDigest, messageDigest } from '../delivery/maildir-name.ts';
import type { DeliveredRow } from '../store/folder-ledger.ts';
import { filesIn } from './mail-folders.ts';

/** So many files that are not ours are sorted by their time; more than that, by their names. */
const MOST_STRANGERS = 5_000;
/** So many rows of the ledger are looked at first, and each time more. */
const FIRST_ROWS = 1_000;

interface MaildirFile {
  readonly part: 'new' | 'cur';
  readonly name: string;
}

/** A message in its place. */
export interface ListedFile extends MaildirFile {
  /** Of our own messages: when it came, and whence. */
  readonly retrievedAt: number | undefined;
  readonly mailbox: string | undefined;
}

/** The files of a Maildir, as they were when its directories were read. */
export class FolderFiles {
  readonly path: string;
  /** Our own messages by their digests: two of one digest when the server gave two messages one unique-id. */
  readonly ours: ReadonlyMap<string, readonly MaildirFile[]>;
  readonly strangers: readonly MaildirFile[];
  readonly total: number;
  readonly #stamp: string;

  private constructor(path: string, files: readonly MaildirFile[], stamp: string) {
    const ours = new Map<string, MaildirFile[]>();
    const strangers: MaildirFile[] = [];
    for (const file of files) {
      const digest = digestOf(file.name);
      const same = digest === undefined ? strangers : ours.get(digest);
      if (same !== undefined) same.push(file);
      else if (digest !== undefined) ours.set(digest, [file]);
    }
    this.path = path;
    this.ours = ours;
    this.strangers = strangers;
    this.total = files.length;
    this.#stamp = stamp;
  }

  static read(path: string): FolderFiles {
    // Before the directories: what comes in between makes it out of date.
    const stamp = stampOf(path);
    const files = (['new', 'cur'] as const).flatMap((part) =>
      filesIn(join(path, part)).map((name) => ({ part, name })),
    );
    return new FolderFiles(path, files, stamp);
  }

  /** Whether nothing came or went since. */
  isCurrent(): boolean {
    return this.#stamp === stampOf(this.path);
  }
}

/**
 * The messages of a folder, newest first: ours in the order in which they came, then those that others put there. It is
 * worked out only as far as somebody looks, for each of our names is a digest that has to be made.
 */
export class MessageOrder {
  readonly #files: FolderFiles;
  readonly #rows: (range: { after: number; limit: number }) => DeliveredRow[];
  readonly #ordered: ListedFile[] = [];
  readonly #placed = new Set<string>();
  #rowsTaken = 0;
  #complete = false;

  /** @param rows what came to the folder, newest first */
  constructor(files: FolderFiles, rows: (range: { after: number; limit: number }) => DeliveredRow[]) {
    this.#files = files;
    this.#rows = rows;
  }

  get total(): number {
    return this.#files.total;
  }

  slice(from: number, to: number): readonly ListedFile[] {
    while (!this.#complete && this.#ordered.length < to) this.#goOn();
    return this.#ordered.slice(from, to);
  }

  #goOn(): void {
    const limit = Math.max(FIRST_ROWS, this.#rowsTaken);
    const rows = this.#rows({ after: this.#rowsTaken, limit });
    this.#rowsTaken += rows.length;
    for (const { mailbox, uid, headerOnly, retrievedAt } of rows) {
      const digest = headerOnly ? headerDigest(mailbox, uid) : messageDigest(mailbox, uid);
      const files = this.#files.ours.get(digest) ?? [];
      for (const file of files) this.#ordered.push({ ...file, mailbox, retrievedAt });
      this.#placed.add(digest);
    }
    if (rows.length === limit && this.#ordered.length < this.total) return;
    const unknown = [...this.#files.ours].flatMap(([digest, files]) =>
      this.#placed.has(digest) ? [] : files,
    );
    for (const file of sorted(this.#files.path, [...this.#files.strangers, ...unknown])) {
      this.#ordered.push({ ...file, mailbox: undefined, retrievedAt: undefined });
    }
    this.#complete = true;
  }
}

/** By the time of their files where that can be afforded, else by their names, which begin with it by convention. */
function sorted(path: string, files: readonly MaildirFile[]): MaildirFile[] {
  const byName = files.toSorted((one, other) => (one.name < other.name ? 1 : -1));
  const timed = byName.slice(0, MOST_STRANGERS).map((file) => ({
    file,
    at: statSync(join(path, file.part, file.name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  }));
  timed.sort((one, other) => other.at - one.at);
  return [...timed.map(({ file }) => file), ...byName.slice(MOST_STRANGERS)];
}

/** A name without the flags that mail programs append. */
export function baseOf(name: string): string {
  const [base = name] = name.split(':', 1);
  return base;
}

function stampOf(path: string): string {
  return ['new', 'cur']
    .map((part) => statSync(join(path, part), { throwIfNoEntry: false, bigint: true })?.mtimeNs ?? 0n)
    .join(' ');
}
