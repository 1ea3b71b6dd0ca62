import { closeSync, constants, openSync, rmSync, writeSync } from 'node:fs';
import { DeliveryError } from './delivery-error.ts';
import { CrlfToLf } from './line-endings.ts';
import type { MessageWriter, StagedMessage } from './target.ts';

/** Never over an existing file, never through a symbolic link. */
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/** A file in `tmp`, complete, open for its flush. */
export class StagedFile implements StagedMessage {
  readonly path: string;
  readonly digest: string;
  readonly octets: number;
  readonly descriptor: number;
  #open = true;

  constructor(path: string, digest: string, octets: number, descriptor: number) {
    this.path = path;
    this.digest = digest;
    this.octets = octets;
    this.descriptor = descriptor;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.descriptor);
  }

  discard(): void {
    this.close();
    removeIfPossible(this.path);
  }
}

/** Writes one message to a file in `tmp`, with LF line endings. */
export class MaildirWriter implements MessageWriter {
  readonly #path: string;
  readonly #digest: string;
  readonly #lineEndings = new CrlfToLf();
  readonly #gather: Buffer;
  #gathered = 0;
  #octets = 0;
  #descriptor: number | undefined;

  /** `gather` is used from the first `write` to `finish` or `discard`. */
  constructor(path: string, digest: string, gather: Buffer) {
    this.#path = path;
    this.#digest = digest;
    this.#gather = gather;
  }

  write(octets: Buffer): void {
    // A conversion may add the CR that it held back.
    const most = this.#gather.length - 1;
    for (let from = 0; from < octets.length; from += most) {
      const piece = octets.length > most ? octets.subarray(from, from + most) : octets;
      if (this.#gathered + piece.length > most) this.#writeOutGathered();
      this.#gathered = this.#lineEndings.copy(piece, this.#gather, this.#gathered);
    }
  }

  finish(): StagedFile {
    if (this.#gathered === this.#gather.length) this.#writeOutGathered();
    this.#gathered = this.#lineEndings.end(this.#gather, this.#gathered);
    const descriptor = this.#writeOutGathered();
    this.#descriptor = undefined;
    return new StagedFile(this.#path, this.#digest, this.#octets, descriptor);
  }

  discard(): void {
    if (this.#descriptor === undefined) return;
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    closeSync(descriptor);
    removeIfPossible(this.#path);
  }

  #writeOutGathered(): number {
    const octets = this.#gather.subarray(0, this.#gathered);
    this.#gathered = 0;
    try {
      const descriptor = (this.#descriptor ??= openSync(this.#path, CREATE, 0o600));
      // write(2) may take less than it is given, at the latest before the disk is full.
      for (let written = 0; written < octets.length;) {
        written += writeSync(descriptor, octets, written);
      }
      this.#octets += octets.length;
      return descriptor;
    } catch (error) {
      this.discard();
      throw DeliveryError.from(error, this.#path);
    }
  }
}

/** What stays behind is a left-over in `tmp` and removed as such; why the message is discarded is told, not this. */
function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A disk that became read-only, as a rule.
  }
}
