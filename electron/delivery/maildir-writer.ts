import { closeSync, constants, openSync, rmSync, writevSync } from 'node:fs';
import { DeliveryError } from './delivery-error.ts';
import { CrlfToLf } from './line-endings.ts';
import type { MessageWriter, StagedMessage } from './target.ts';

/** A message is gathered up to so many octets before its file is written to: most are then one write. */
const GATHER_OCTETS = 256 * 1024;

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
    rmSync(this.path, { force: true });
  }
}

/** Writes one message to a file in `tmp`, with LF line endings. */
export class MaildirWriter implements MessageWriter {
  readonly #path: string;
  readonly #digest: string;
  readonly #lineEndings = new CrlfToLf();
  readonly #take = (octets: Buffer): void => {
    this.#gathered.push(octets);
    this.#gatheredOctets += octets.length;
  };
  #gathered: Buffer[] = [];
  #gatheredOctets = 0;
  #octets = 0;
  #descriptor: number | undefined;

  constructor(path: string, digest: string) {
    this.#path = path;
    this.#digest = digest;
  }

  write(octets: Buffer): void {
    this.#lineEndings.write(octets, this.#take);
    if (this.#gatheredOctets >= GATHER_OCTETS) this.#writeOut();
  }

  finish(): StagedFile {
    this.#lineEndings.end(this.#take);
    const descriptor = this.#writeOut();
    this.#descriptor = undefined;
    return new StagedFile(this.#path, this.#digest, this.#octets, descriptor);
  }

  discard(): void {
    this.#gathered = [];
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
    rmSync(this.#path, { force: true });
  }

  #writeOut(): number {
    try {
      const descriptor = (this.#descriptor ??= openSync(this.#path, CREATE, 0o600));
      writeAll(descriptor, this.#gathered, this.#gatheredOctets);
      this.#octets += this.#gatheredOctets;
      this.#gathered = [];
      this.#gatheredOctets = 0;
      return descriptor;
    } catch (error) {
      this.discard();
      throw DeliveryError.from(error, this.#path);
    }
  }
}

/** write(2) may take less than it is given, at the latest before the disk is full. */
function writeAll(descriptor: number, pieces: readonly Buffer[], octets: number): void {
  let written = octets === 0 ? 0 : writevSync(descriptor, pieces);
  while (written < octets) {
    const rest = Buffer.concat(pieces).subarray(written);
    written += writevSync(descriptor, [rest]);
  }
}
