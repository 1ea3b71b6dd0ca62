import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isFolderName } from '../../shared/folder-name.ts';
import type { FolderSummary } from '../../shared/mail-index.ts';
import { DeliveryError } from '../delivery/delivery-error.ts';
import { findFolder } from '../delivery/folder-path.ts';
import type { FolderLedger } from '../store/folder-ledger.ts';

/** A connection, as far as its mail is concerned. */
export interface DeliveringConnection {
  readonly id: string;
  readonly folder: string;
  /** What the ledger calls its maildrop. */
  readonly mailbox: string;
}

/** A mail root may be a home folder: no more is looked at than this. */
const MOST_VISITED = 5_000;
const DEEPEST = 8;

/**
 * The target folders of the connections, and what else is below the mail root: Maildirs, and empty folders that wait
 * for their first mail. Symbolic links are not followed. Reads whole directories: not for the main thread.
 */
export function listFolders(
  mailRoot: string,
  connections: readonly DeliveringConnection[],
  ledger: FolderLedger,
): FolderSummary[] {
  const targets = connections.map(({ folder }) => folder);
  const folders = [...new Set([...targets, ...findFolders(mailRoot)])].toSorted((one, other) =>
    one.localeCompare(other),
  );
  return folders.map((folder) => {
    const delivering = connections.filter((connection) => connection.folder === folder);
    return summaryOf(mailRoot, folder, delivering, ledger);
  });
}

function summaryOf(
  mailRoot: string,
  folder: string,
  delivering: readonly DeliveringConnection[],
  ledger: FolderLedger,
): FolderSummary {
  const connections = delivering.map(({ id }) => id);
  const path = realPathOf(mailRoot, folder);
  if (path === undefined) {
    const none = { exists: false, messages: 0, unseen: 0, latestAt: undefined };
    return { folder, path: join(mailRoot, folder), ...none, connections };
  }
  const unseen = filesIn(join(path, 'new')).length;
  const messages = unseen + filesIn(join(path, 'cur')).length;
  const mailboxes = delivering.map(({ mailbox }) => mailbox);
  const latestAt = messages === 0 ? undefined : (ledger.latest(path, mailboxes) ?? changedAt(path));
  return { folder, path, exists: true, messages, unseen, latestAt, connections };
}

/** Undefined where it is not there yet, or where a symbolic link leads out of the mail root: nothing is delivered there. */
function realPathOf(mailRoot: string, folder: string): string | undefined {
  try {
    return findFolder(mailRoot, folder);
  } catch (error) {
    if (error instanceof DeliveryError) return undefined;
    throw error;
  }
}

/** The names in a folder of a Maildir; none where it is not there. */
export function filesIn(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => !name.startsWith('.'));
  } catch {
    // Not there yet, or not to be read: to the user it is empty.
    return [];
  }
}

/** When something last came into or left the folder, in milliseconds since the epoch. */
function changedAt(path: string): number | undefined {
  const times = ['new', 'cur'].map(
    (part) => statSync(join(path, part), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  const latest = Math.trunc(Math.max(...times));
  return latest === 0 ? undefined : latest;
}

function findFolders(mailRoot: string): string[] {
  const found: string[] = [];
  let visited = 0;
  const visit = (folder: string, depth: number): void => {
    visited += 1;
    const entries = entriesOf(join(mailRoot, folder));
    const isMaildir = ['new', 'cur'].every((part) => entries.some(({ name }) => name === part));
    if (folder !== '' || isMaildir) {
      if (isMaildir || entries.length === 0) found.push(folder);
    }
    if (depth === DEEPEST) return;
    for (const entry of entries) {
      if (!entry.isDirectory() || (isMaildir && ['new', 'cur', 'tmp'].includes(entry.name))) continue;
      const below = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (visited < MOST_VISITED && isFolderName(below)) visit(below, depth + 1);
    }
  };
  visit('', 0);
  return found;
}

function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    // Not there, or another user's.
    return [];
  }
}
