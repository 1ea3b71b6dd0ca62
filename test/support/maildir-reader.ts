import { hash } from 'node:crypto';
import { type Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Names → octets of all messages in a Maildir, from `new` and `cur`. */
export async function readMaildir(folder: string): Promise<Map<string, Buffer>> {
  const messages = new Map<string, Buffer>();
  for (const path of await messageFiles(folder)) messages.set(path, await readFile(path));
  return messages;
}

/** The octets of all messages together, without reading them. */
export async function maildirOctets(folder: string): Promise<number> {
  let octets = 0;
  for (const path of await messageFiles(folder)) octets += (await stat(path)).size;
  return octets;
}

/** What is wrong with a Maildir, a sentence each: leftovers in `tmp`, `S=` that lies, files that others may read. */
export async function maildirFaults(folder: string): Promise<string[]> {
  const faults: string[] = [];
  const check = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  for (const name of ['', 'tmp', 'new', 'cur']) {
    check(modeOf(await stat(join(folder, name))) === 0o700, `The folder "${name}" is open to others.`);
  }
  for (const name of await readdir(join(folder, 'tmp'))) check(false, `tmp holds ${name}.`);
  for (const path of await messageFiles(folder)) {
    const found = await stat(path);
    check(modeOf(found) === 0o600, `${path} is open to others.`);
    check(/,S=(\d+)(?:[,:]|$)/.exec(path)?.[1] === String(found.size), `${path} has ${found.size} octets.`);
  }
  return faults;
}

/** A multiset of messages, in a form that compares exactly and fails legibly: sorted digests. */
export function digests(messages: Iterable<Buffer>): string[] {
  return Array.from(messages, (octets) => hash('sha256', octets, 'hex')).toSorted();
}

async function messageFiles(folder: string): Promise<string[]> {
  const inFolder = async (name: string): Promise<string[]> =>
    (await readdir(join(folder, name))).map((file) => join(folder, name, file));
  return [...(await inFolder('new')), ...(await inFolder('cur'))];
}

function modeOf({ mode }: Stats): number {
  return mode & 0o777;
}
