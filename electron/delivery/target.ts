/** Where mail goes. A target takes messages octet by octet and makes batches of them durable. */
export interface DeliveryTarget {
  /** For messages to people: the folder's path. */
  readonly description: string;
  /** Prepares the target; `created` when there was none, so that whatever was delivered to it before is not there. */
  open(): Promise<'created' | 'existed'>;
  /** Messages of this program that the target holds, by the digest of their identity. */
  find(): Promise<ReadonlyMap<string, FoundMessage>>;
  /** Makes the directory entries of what `find` found durable, for messages whose session died before it could. */
  settle(): Promise<void>;
  /** Removes messages of this program, by the digest of their identity; those that are not there are passed over. */
  remove(digests: readonly string[]): Promise<void>;
  /** Starts a message. `digest` names it: the same message always has the same one. */
  stage(digest: string): MessageWriter;
  /** Makes staged messages durable: after this their files and directory entries survive a power cut. */
  commit(batch: readonly StagedMessage[]): Promise<void>;
}

export interface FoundMessage {
  /** When it was delivered, in milliseconds since the epoch, and its octets with CRLF line endings. */
  inspect(): Promise<{ deliveredAt: number; octets: number }>;
}

/** One message on its way in. Everything throws DeliveryError. */
export interface MessageWriter {
  /** Takes the octets, and keeps no view of them. One message of a target is written at a time. */
  write(octets: Buffer): void;
  finish(): StagedMessage;
  /** Leaves nothing behind. */
  discard(): void;
}

/** A complete message that is not durable yet. */
export interface StagedMessage {
  readonly octets: number;
  discard(): void;
}
