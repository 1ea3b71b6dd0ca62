import { open, readFile, rename, unlink } from 'node:fs/promises';
import { renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncDirectory, makeDurable } from './durable-directory.ts';
import { StoreError } from './store-error.ts';

/**
 * A small document as a file (an adapter for lowdb): read whole, written whole, and at every moment, power cut
 * included, either the old or the new one. Readable by its owner only. Throws StoreError.
 */
export class DocumentFile {
  readonly path: string;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.path = path;
  }

  /** The document's text; null where there is no file. */
  async read(): Promise<string | null> {
    try {
      return await readFile(this.path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw StoreError.from(error, this.path, 'read');
    }
  }

  /** Durable when it resolves. Writes follow one another. */
  async write(text: string): Promise<void> {
    const written = this.#writing.then(() => this.#replace(text));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  /** Moves a file that cannot be understood out of the way, so that nothing overwrites it. Returns where it is now. */
  setAside(now: number): string {
    const aside = `${this.path}.damaged-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
    try {
      renameSync(this.path, aside);
    } catch (error) {
      throw StoreError.from(error, this.path, 'set aside');
    }
    return aside;
  }

  async #replace(text: string): Promise<void> {
    const temporary = `${this.path}.${process.pid}.tmp`;
    try {
      await makeDurable(dirname(this.path));
      const file = await open(temporary, 'w', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, this.path);
      await syncDirectory(dirname(this.path));
    } catch (error) {
      await unlink(temporary).catch(() => undefined);
      throw StoreError.from(error, this.path, 'written');
    }
  }
}
