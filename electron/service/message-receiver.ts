import type { MessageWriter, StagedMessage } from '../delivery/target.ts';
import type { BodySink } from '../pop3/response-reader.ts';
import { HeaderDigest } from './header-digest.ts';

/** Takes one message from the server to the target, counting and digesting on the way. */
export class MessageReceiver implements BodySink {
  readonly #stage: () => MessageWriter;
  /** From the first octet on: hundreds of messages are asked for at once, and one comes at a time. */
  #writer: MessageWriter | undefined;
  #header: HeaderDigest | undefined;
  readonly #onOctets: (octets: number) => Promise<void> | undefined;
  #octets = 0;
  #staged: StagedMessage | undefined;

  /** `onOctets` may return a promise: nothing more is read from the server until it settles. */
  constructor(stage: () => MessageWriter, onOctets: (octets: number) => Promise<void> | undefined) {
    this.#stage = stage;
    this.#onOctets = onOctets;
  }

  write(octets: Buffer): Promise<void> | undefined {
    this.#octets += octets.length;
    this.#header ??= new HeaderDigest();
    this.#header.write(octets);
    const wait = this.#onOctets(octets.length);
    this.#writer ??= this.#stage();
    this.#writer.write(octets);
    return wait;
  }

  end(): void {
    this.#writer ??= this.#stage();
    this.#staged = this.#writer.finish();
  }

  /** Set once the message is complete. */
  get staged(): StagedMessage | undefined {
    return this.#staged;
  }

  /** Leaves nothing behind, however far the message had come. */
  discard(): void {
    this.#staged?.discard();
    this.#writer?.discard();
  }

  /** As the server counts them: CRLF line endings, dots unstuffed. */
  get octets(): number {
    return this.#octets;
  }

  get header(): Uint8Array {
    this.#header ??= new HeaderDigest();
    return this.#header.value;
  }
}
