import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Copies of messages for the system's mail program. It goes by the end of the name, which in a Maildir says nothing,
 * and the message itself is not for other programs to change.
 */
export class MessageCopies {
  #folder: Promise<string> | undefined;
  #made = 0;

  /** Readable by the user alone. Throws what node:fs throws. */
  async of(path: string): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), 'rpop-'));
    this.#made += 1;
    const copy = join(await this.#folder, `message-${this.#made}.eml`);
    await copyFile(path, copy);
    return copy;
  }

  async remove(): Promise<void> {
    const folder = await this.#folder;
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}
