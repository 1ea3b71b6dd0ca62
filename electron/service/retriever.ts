import { headerDigest, messageDigest } from '../delivery/maildir-name.ts';
import type { GroupCommit } from '../delivery/group-commit.ts';
import type { DeliveryTarget, MessageWriter, StagedMessage } from '../delivery/target.ts';
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

/** What came for it, whole. */
interface Arrived extends Wanted {
  readonly receiver: MessageReceiver;
}

/**
 * Where commands are pipelined, so many messages at most, or octets as announced, are followed by a command whose answer
 * names the first of them. Until it came they are in doubt: a server that skips an answer, or gives one twice, would have
 * given a message the octets of another. The first step of a session is one message, each further one twice as many: so
 * a session brings mail even if it always ends at the same message.
 */
const STEP = { messages: 8, octets: 256 * 1024 } as const;

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
  /** In the next step. */
  #most = 1;
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

  /** Asks for the messages of one step. */
  #ask(): void {
    const step: Wanted[] = [];
    let octets = 0;
    do {
      const wanted = this.#queue[this.#next];
      if (wanted === undefined) break;
      const announced = wanted.headerOnly ? 0 : wanted.message.octets;
      step.push(wanted);
      octets += announced;
      this.#next += 1;
      this.#underWay += 1;
      this.#octetsUnderWay += announced;
    } while (this.#mayAsk() && step.length < this.#most && octets < STEP.octets);
    this.#most = Math.min(2 * this.#most, STEP.messages);
    void this.#retrieve(step)
      .catch((reason: unknown) => {
        this.#failure ??= { reason };
      })
      .then(() => {
        this.#underWay -= step.length;
        this.#octetsUnderWay -= octets;
        this.#progress.resolve();
      });
  }

  async #retrieve(step: readonly Wanted[]): Promise<void> {
    const receiving = step.map((wanted) => this.#receive(wanted));
    const confirming = this.#confirm(step);
    const arrived = (await Promise.all(receiving)).filter((each) => each !== undefined);
    let doubt = await confirming;
    if (doubt instanceof RefusedError) doubt = await this.#confirmAgain(arrived);
    else if (doubt !== undefined) this.#failure ??= { reason: doubt };
    for (const each of arrived) this.#take(each, doubt);
  }

  /** The message's receiver once it is whole; undefined when it could not be had, which is told. */
  async #receive(wanted: Wanted): Promise<Arrived | undefined> {
    const { message, headerOnly } = wanted;
    const { client, target, commit, mailboxKey, onOctets } = this.#with;
    const stage = (): MessageWriter =>
      target.stage(digestName(mailboxKey, message.uid, headerOnly ? 'header' : 'recorded'));
    const receiver = new MessageReceiver(stage, (octets) => {
      if (!headerOnly) onOctets(octets);
      return commit.room;
    });
    try {
      await (headerOnly
        ? client.top(message.number, 0, receiver)
        : client.retr(message.number, message.octets, receiver));
      return { message, headerOnly, receiver };
    } catch (error) {
      receiver.discard();
      this.#fail(message, error);
      return undefined;
    }
  }

  /**
   * Asks behind the messages of a step for something whose answer names the first one: an answer too many is that of
   * the last one, and servers may word it alike. Resolves with what speaks against them. One command at a time needs no
   * such question: an answer too many is unasked, a missing one is waited for in vain.
   */
  async #confirm(step: readonly Pick<Wanted, 'message'>[]): Promise<Error | undefined> {
    const { client } = this.#with;
    const first = step.at(0);
    if (!client.capabilities.pipelining || first === undefined) return undefined;
    try {
      await client.confirmStep(first.message.number);
      return undefined;
    } catch (error) {
      return error as Error; // what the client throws
    }
  }

  /** A refusal may be about that one message, which the server does not have any more: any other will do. */
  async #confirmAgain(arrived: readonly Arrived[]): Promise<Error | undefined> {
    let doubt: Error | undefined;
    for (const each of arrived) {
      doubt = await this.#confirm([each]);
      if (!(doubt instanceof RefusedError)) break;
    }
    return doubt;
  }

  #take({ message, headerOnly, receiver }: Arrived, doubt: Error | undefined): void {
    const { staged, octets, header } = receiver;
    try {
      if (doubt !== undefined) throw doubt;
      if (staged === undefined) return;
      const state = headerOnly
        ? 'header'
        : this.#sizes.judge(message, { octets, storedOctets: staged.octets, header });
      if (state === 'again') {
        receiver.discard();
        this.#queue.push({ message, headerOnly });
      } else {
        this.#with.commit.add({ message, staged, octets, header, state });
      }
    } catch (error) {
      receiver.discard();
      this.#fail(message, error);
    }
  }

  /** One message could not be had, or the session is over. */
  #fail(message: ListedMessage, error: unknown): void {
    const alone =
      error instanceof RefusedError || (error instanceof ProtocolError && error.code === 'message-varies');
    if (alone) this.#with.onFailed(message, error);
    else this.#failure ??= { reason: error };
  }
}
