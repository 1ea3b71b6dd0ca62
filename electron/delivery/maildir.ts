import { createReadStream, fsync, linkSync, renameSync, statSync, unlinkSync } from 'node:fs';
import { readdir, stat, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, sep } from 'node:path';
import { DeliveryError } from './delivery-error.ts';
import { syncDirectory } from '../store/durable-directory.ts';
import { openFolder, openParts } from './folder-path.ts';
import { MaildirWriter, type StagedFile } from './maildir-writer.ts';
import { digestOf, messageName } from './maildir-name.ts';
import { sameContent } from './same-content.ts';
import type { DeliveryTarget, FoundMessage, MessageWriter, StagedMessage } from './target.ts';

/** Files in `tmp` that nobody touched for this long are left over (the Maildir convention), in milliseconds. */
const LEFT_OVER_MS = 36 * 3600 * 1000;

const LF = 0x0a;

/** A message is gathered up to so many octets before its file is written to: most are then one write. */
const GATHER_OCTETS = 256 * 1024;

/** How many different messages may claim one name before something is wrong. */
const MOST_COPIES = 100;

/**
 * A Maildir (cr.yp.to/proto/maildir.html): messages are written in `tmp`, flushed, linked into `new`, and `new` is
 * flushed. Line endings are LF, nothing else is changed. Files are 0600, directories 0700.
 */
export class Maildir implements DeliveryTarget {
  readonly #root: string;
  readonly #folder: string;
  #path: string;
  readonly #host = hostname().replaceAll(/[^A-Za-z0-9-]/g, '_');
  /** Shared by all writers: a server sends one message after the other. */
  readonly #gather = Buffer.allocUnsafeSlow(GATHER_OCTETS);
  #staged = 0;

  /** `folder` is a name below `root`, with `/` between its levels; empty for the root itself. */
  constructor(root: string, folder = '') {
    this.#root = root;
    this.#folder = folder;
    this.#path = join(root, folder);
  }

  get description(): string {
    return this.#path;
  }

  async open(): Promise<'created' | 'existed'> {
    this.#path = await openFolder(this.#root, this.#folder);
    try {
      const created = await openParts(this.#root, this.#folder, this.#path, ['tmp', 'cur', 'new']);
      await this.#removeLeftOvers();
      return created ? 'created' : 'existed';
    } catch (error) {
      throw DeliveryError.from(error, this.#path);
    }
  }

  async find(): Promise<ReadonlyMap<string, FoundMessage>> {
    const found = new Map<string, FoundMessage>();
    try {
      for (const part of ['cur', 'new']) {
        for (const name of await readdir(join(this.#path, part))) {
          const digest = digestOf(name);
          if (digest !== undefined) found.set(digest, new FileFound(join(this.#path, part, name)));
        }
      }
    } catch (error) {
      throw DeliveryError.from(error, this.#path);
    }
    return found;
  }

  async settle(): Promise<void> {
    try {
      await syncDirectory(join(this.#path, 'new'));
      await syncDirectory(join(this.#path, 'cur'));
    } catch (error) {
      throw DeliveryError.from(error, this.#path);
    }
  }

  async remove(digests: readonly string[]): Promise<void> {
    const wanted = new Set(digests);
    try {
      for (const part of ['cur', 'new']) {
        for (const name of await readdir(join(this.#path, part))) {
          if (wanted.has(digestOf(name) ?? '')) await unlink(join(this.#path, part, name));
        }
      }
    } catch (error) {
      throw DeliveryError.from(error, this.#path);
    }
  }

  stage(digest: string): MessageWriter {
    this.#staged += 1;
    const name = `${digest}.rpop.${this.#host}.${process.pid}.${this.#staged}`;
    return new MaildirWriter(this.#fileIn('tmp', name), digest, this.#gather);
  }

  async commit(batch: readonly StagedMessage[]): Promise<void> {
    const files = batch.map((message) => this.#own(message));
    try {
      await flushAll(files);
      // Closed first: where too many files are open, the folder could not be opened for its flush.
      for (const file of files) file.close();
      for (const file of files) this.#place(file);
      await syncDirectory(join(this.#path, 'new'));
    } catch (error) {
      for (const file of files) file.discard();
      throw DeliveryError.from(error, this.#path);
    }
  }

  /** As `join` has it, which normalizes what is normal already: twice for each message. */
  #fileIn(part: 'tmp' | 'new', name: string): string {
    return `${this.#path}${sep}${part}${sep}${name}`;
  }

  #own(message: StagedMessage): StagedFile {
    // A batch holds what this target staged, and nothing else does.
    return message as StagedFile;
  }

  /** From `tmp` to `new` under the message's own name; a file already there is that message or gets a neighbour. */
  #place(file: StagedFile): void {
    for (let copy = 0; copy < MOST_COPIES; copy += 1) {
      const path = this.#fileIn('new', messageName(file.digest, file.octets, copy));
      if (moveUnlessThere(file.path, path)) return;
      if (sameContent(file.path, path)) {
        unlinkSync(file.path);
        return;
      }
    }
    throw new DeliveryError(`${this.#path} holds ${MOST_COPIES} different messages of one name.`, {
      code: 'name-taken',
      hint: 'The server gives many messages the same unique-id: report it to its administrator.',
    });
  }

  /** What a session that died left in `tmp`: ours by name, and its process dead or the file old. */
  async #removeLeftOvers(): Promise<void> {
    const folder = join(this.#path, 'tmp');
    for (const name of await readdir(folder)) {
      const [, host, pid] = /^[0-9a-f]{32}\.rpop\.([^.]+)\.(\d+)\.\d+$/.exec(name) ?? [];
      if (host === undefined || pid === undefined) continue;
      const { mtimeMs } = await stat(join(folder, name));
      const dead = host === this.#host && Number(pid) !== process.pid && !isAlive(Number(pid));
      if (dead || Date.now() - mtimeMs > LEFT_OVER_MS) await unlink(join(folder, name));
    }
  }
}

class FileFound implements FoundMessage {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async inspect(): Promise<{ deliveredAt: number; octets: number }> {
    try {
      const { mtimeMs, size } = await stat(this.#path);
      return { deliveredAt: Math.trunc(mtimeMs), octets: size + (await countLines(this.#path)) };
    } catch (error) {
      throw DeliveryError.from(error, this.#path);
    }
  }
}

/**
 * Flushes the files, all at once: the file system answers many flushes with few writes of its journal. Resolves, or
 * rejects with the first failure, when none is under way any more.
 */
async function flushAll(files: readonly StagedFile[]): Promise<void> {
  if (files.length === 0) return;
  await new Promise<void>((resolve, reject) => {
    let underWay = files.length;
    let failure: Error | null = null;
    const flushed = (error: Error | null): void => {
      failure ??= error;
      underWay -= 1;
      if (underWay > 0) return;
      if (failure === null) resolve();
      else reject(failure);
    };
    for (const { descriptor } of files) fsync(descriptor, flushed);
  });
}

async function countLines(path: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(path)) {
    const octets: Buffer = chunk;
    for (let at = octets.indexOf(LF); at !== -1; at = octets.indexOf(LF, at + 1)) lines += 1;
  }
  return lines;
}

/** Hard links tell at once whether the name was free; file systems without them get a look and a rename. */
function moveUnlessThere(from: string, to: string): boolean {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // what node:fs throws
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EMLINK') throw error;
    if (statSync(to, { throwIfNoEntry: false }) !== undefined) return false;
    renameSync(from, to);
    return true;
  }
  unlinkSync(from);
  return true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'; // what process.kill throws
  }
}
