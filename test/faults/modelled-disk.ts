import { basename, dirname, relative } from 'node:path';
import type { RecordedCall } from './recorded-calls.ts';

interface File {
  readonly kind: 'file';
  octets: Buffer;
  /** What a power cut leaves of it. */
  durable: Buffer;
}

interface Folder {
  readonly kind: 'folder';
  readonly entries: Map<string, Node>;
  durable: Map<string, Node>;
}

type Node = File | Folder;

/** Paths below the root, to the octets of files; undefined for folders. */
export type Image = ReadonlyMap<string, Buffer | undefined>;

/** Whether what was not flushed is on the disk all the same: of a folder its entries, of a file its octets. */
export type Unflushed = (path: string, kind: Node['kind']) => boolean;

/**
 * A disk that does what it must and no more: without a flush of the file its octets are lost in a power cut, without a flush of the
 * folder its entries are (fsync(2)); with a flush each is there. Follows a program's calls below one root.
 */
export class ModelledDisk {
  readonly #root: string;
  readonly #tree: Folder = { kind: 'folder', entries: new Map(), durable: new Map() };
  readonly #open = new Map<number, { node: Node; path: string; offset: number }>();
  readonly #flushing = new Map<Node, File['durable'] | Folder['durable']>();

  constructor(root: string) {
    this.#root = root;
  }

  /** The path of an open file below the root; undefined for sockets and files elsewhere. */
  pathOf(descriptor: number): string | undefined {
    return this.#open.get(descriptor)?.path;
  }

  /** A new process: nothing is open. */
  restarted(): void {
    this.#open.clear();
  }

  apply(call: RecordedCall): void {
    switch (call.kind) {
      case 'folder':
        this.#put(call.path, { kind: 'folder', entries: new Map(), durable: new Map() });
        break;
      case 'open':
        this.#opened(call.path, call.descriptor, call.flags);
        break;
      case 'close':
        this.#open.delete(call.descriptor);
        break;
      case 'write':
        this.#write(call.descriptor, call.octets, call.at);
        break;
      case 'truncate': {
        const file = this.#file(call.descriptor);
        if (file !== undefined) file.octets = resized(file.octets, call.length);
        break;
      }
      case 'flush begins': {
        const node = this.#open.get(call.descriptor)?.node;
        if (node !== undefined)
          this.#flushing.set(node, node.kind === 'file' ? node.octets : new Map(node.entries));
        break;
      }
      case 'flush ends':
        this.#flushed(call.descriptor);
        break;
      case 'link':
      case 'rename': {
        const node = this.#find(call.from);
        if (node === undefined) return;
        this.#put(call.to, node);
        if (call.kind === 'rename') this.#folderOf(call.from)?.entries.delete(basename(call.from));
        break;
      }
      case 'remove':
        this.#folderOf(call.path)?.entries.delete(basename(call.path));
    }
  }

  /** What is found after a power cut now. */
  image(unflushed: Unflushed): Image {
    const image = new Map<string, Buffer | undefined>();
    const walk = (folder: Folder, path: string): void => {
      const entries = unflushed(path, 'folder') ? folder.entries : folder.durable;
      for (const [name, node] of entries) {
        const at = path === '' ? name : `${path}/${name}`;
        if (node.kind === 'file') {
          image.set(at, unflushed(at, 'file') ? node.octets : node.durable);
        } else {
          image.set(at, undefined);
          walk(node, at);
        }
      }
    };
    walk(this.#tree, '');
    return image;
  }

  #opened(path: string, descriptor: number, flags: string): void {
    let node = this.#find(path);
    if (node === undefined && flags.includes('O_CREAT')) {
      node = { kind: 'file', octets: Buffer.alloc(0), durable: Buffer.alloc(0) };
      this.#put(path, node);
    }
    // The kernel's number is another file's now, if it was one of ours.
    this.#open.delete(descriptor);
    if (node === undefined) return;
    if (node.kind === 'file' && flags.includes('O_TRUNC')) node.octets = Buffer.alloc(0);
    const offset = node.kind === 'file' && flags.includes('O_APPEND') ? node.octets.length : 0;
    this.#open.set(descriptor, { node, path: relative(this.#root, path), offset });
  }

  #write(descriptor: number, octets: Buffer, at: number | undefined): void {
    const open = this.#open.get(descriptor);
    const file = this.#file(descriptor);
    if (open === undefined || file === undefined) return;
    const start = at ?? open.offset;
    if (at === undefined) open.offset += octets.length;
    // A new buffer: the old one may be what a flush has made durable.
    const content = resized(file.octets, Math.max(file.octets.length, start + octets.length));
    octets.copy(content, start);
    file.octets = content;
  }

  #flushed(descriptor: number): void {
    const node = this.#open.get(descriptor)?.node;
    const flushed = node === undefined ? undefined : this.#flushing.get(node);
    if (node === undefined || flushed === undefined) return;
    this.#flushing.delete(node);
    if (node.kind === 'file' && Buffer.isBuffer(flushed)) node.durable = flushed;
    if (node.kind === 'folder' && !Buffer.isBuffer(flushed)) node.durable = flushed;
  }

  #file(descriptor: number): File | undefined {
    const node = this.#open.get(descriptor)?.node;
    return node?.kind === 'file' ? node : undefined;
  }

  #put(path: string, node: Node): void {
    this.#folderOf(path)?.entries.set(basename(path), node);
  }

  #folderOf(path: string): Folder | undefined {
    const folder = this.#find(dirname(path));
    return folder?.kind === 'folder' ? folder : undefined;
  }

  #find(path: string): Node | undefined {
    const below = relative(this.#root, path);
    if (below.startsWith('..')) return undefined;
    let node: Node | undefined = this.#tree;
    for (const name of below === '' ? [] : below.split('/')) {
      node = node?.kind === 'folder' ? node.entries.get(name) : undefined;
    }
    return node;
  }
}

function resized(octets: Buffer, length: number): Buffer {
  const content = Buffer.alloc(length);
  octets.copy(content, 0, 0, length);
  return content;
}
