import { headerDigest, messageDigest } from '../delivery/maildir-name.ts';
import type { GroupCommit } from '../delivery/group-commit.ts';
import type { DeliveryTarget, StagedMessage } from '../delivery/target.ts';
import type { Pop3Client } from '../pop3/client.ts';
import { ProtocolError, RefusedError } from '../pop3/errors.ts';
import { PIPELINE_WINDOW } from '../pop3/limits.ts';
import { AnnouncedSizes } from './announced-sizes.ts';
import { MessageReceiver } from './message-receiver.ts';
import type { ListedMessage } from './retrieval-plan.ts';
import { windowOf } from './window.ts';

/** A message that was read whole, on its way to being durable. */
export interface ReceivedMessage {
  readonly message: ListedMessage;
  readonly staged: StagedMessage;
  readonly octets: number;
  readonly header: Uint8Array;
  readonly state: 'recorded' | 'short' | 'header';
}

/** Names the file of a message of that state. */
export function digestName(mailboxKey: string, uid: string, state: ReceivedMessage['state']): string {
  return state === 'header' ? headerDigest(mailboxKey, uid) : messageDigest(mailboxKey, uid);
}

/** Something to ask for: a message, or its header alone. */
interface Wanted {
  readonly message: ListedMessage;
  readonly headerOnly: boolean;
}

export interface RetrieverSurroundings {
  readonly client: Pop3Client;
  readonly target: DeliveryTarget;
  readonly commit: GroupCommit<ReceivedMessage>;
  readonly mailboxKey: string;
  /** No further message is asked for once it is aborted. */
  readonly stop: AbortSignal;
  readonly onOctets: (octets: number) => void;
  /** One message could not be had; the others go on. */
  readonly onFailed: (message: ListedMessage, error: RefusedError | ProtocolError) => void;
}

/**
 * Retrieves messages in a pipelining window bounded by commands and by octets, each straight into the target, and
 * gives the complete ones to the group commit.
 */
export class Retriever {
  readonly #with: RetrieverSurroundings;
  readonly #queue: Wanted[];
  readonly #sizes = new AnnouncedSizes();
  #next = 0;
  #underWay = 0;
  #octetsUnderWay = 0;
  #failure: { reason: unknown } | undefined;
  #progress = Promise.withResolvers<void>();

  constructor(
    messages: readonly ListedMessage[],
    headers: readonly ListedMessage[],
    surroundings: RetrieverSurroundings,
  ) {
    this.#queue = [
      ...messages.map((message) => ({ message, headerOnly: false })),
      ...headers.map((message) => ({ message, headerOnly: true })),
    ];
    this.#with = surroundings;
  }

  /**
   * Resolves when every message is received and given to the commit, or when `stop` was aborted and what was under
   * way has come. Throws what ended the session: the complete messages are with the commit all the same.
   */
  async run(): Promise<void> {
    for (;;) {
      if (this.#hasRoom) while (this.#mayAsk()) this.#ask();
      if (this.#underWay === 0) break;
      await this.#progress.promise;
      this.#progress = Promise.withResolvers<void>();
    }
    if (this.#failure !== undefined) throw this.#failure.reason;
  }

  /**
   * The window is filled when half of it is empty: many commands then leave in one segment, and nobody is woken for
   * each of them.
   */
  get #hasRoom(): boolean {
    return (
      this.#underWay <= windowOf(this.#with.client) / 2 && this.#octetsUnderWay <= PIPELINE_WINDOW.octets / 2
    );
  }

  #mayAsk(): boolean {
    if (this.#failure !== undefined || this.#with.stop.aborted || this.#next >= this.#queue.length)
      return false;
    if (this.#underWay === 0) return true;
    return this.#underWay < windowOf(this.#with.client) && this.#octetsUnderWay < PIPELINE_WINDOW.octets;
  }

  #ask(): void {
    const wanted = this.#queue[this.#next];
    if (wanted === undefined) return;
    const octets = wanted.headerOnly ? 0 : wanted.message.octets;
    this.#next += 1;
    this.#underWay += 1;
    this.#octetsUnderWay += octets;
    void this.#retrieve(wanted).then(() => {
      this.#underWay -= 1;
      this.#octetsUnderWay -= octets;
      this.#progress.resolve();
    });
  }

  async #retrieve({ message, headerOnly }: Wanted): Promise<void> {
    const { client, target, commit, mailboxKey, onOctets, onFailed } = this.#with;
    const name = digestName(mailboxKey, message.uid, headerOnly ? 'header' : 'recorded');
    const receiver = new MessageReceiver(target.stage(name), (octets) => {
      if (!headerOnly) onOctets(octets);
      return commit.room;
    });
    try {
      const retrieval = headerOnly
        ? client.top(message.number, 0, receiver)
        : client.retr(message.number, message.octets, receiver);
      await answeredInStep(client, message.number, retrieval);
      const { staged, octets, header } = receiver;
      if (staged === undefined) return;
      const state = headerOnly
        ? 'header'
        : this.#sizes.judge(message, { octets, storedOctets: staged.octets, header });
      if (state === 'again') {
        receiver.discard();
        this.#queue.push({ message, headerOnly });
      } else {
        commit.add({ message, staged, octets, header, state });
      }
    } catch (error) {
      receiver.discard();
      if (
        error instanceof RefusedError ||
        (error instanceof ProtocolError && error.code === 'message-varies')
      ) {
        onFailed(message, error);
      } else {
        this.#failure ??= { reason: error };
      }
    }
  }
}

/**
 * Waits for `retrieval`, and where commands are pipelined asks behind it for something whose answer names the message: a server
 * that skipped an answer, or gave one twice, would have given this message the octets of another. One command at a
 * time needs no such question: an answer too many is unasked, a missing one is waited for in vain.
 */
async function answeredInStep(client: Pop3Client, number: number, retrieval: Promise<void>): Promise<void> {
  if (!client.capabilities.pipelining) return retrieval;
  const [retrieved, confirmed] = await Promise.allSettled([retrieval, client.confirmStep(number)]);
  if (retrieved.status === 'rejected') throw retrieved.reason;
  if (confirmed.status === 'rejected') throw confirmed.reason;
}
