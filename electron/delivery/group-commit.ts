/** When a batch is full. Whatever comes first ends it. */
export interface BatchBounds {
  readonly messages: number;
  readonly octets: number;
  /** From the first message of the batch, in milliseconds: on a slow line messages are not kept waiting. */
  readonly ms: number;
}

export const DEFAULT_BATCH: BatchBounds = { messages: 128, octets: 16 * 1024 * 1024, ms: 1000 };

/**
 * Gathers finished messages and commits them in batches, one batch at a time, while the next one fills. `commit`
 * makes a batch durable and recorded; when it fails, the group is over: nothing later is committed.
 */
export class GroupCommit<T> {
  readonly #commit: (batch: T[]) => Promise<void>;
  readonly #octetsOf: (item: T) => number;
  readonly #bounds: BatchBounds;
  #batch: T[] = [];
  #batchOctets = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #failure: { reason: unknown } | undefined;

  constructor(commit: (batch: T[]) => Promise<void>, octetsOf: (item: T) => number, bounds = DEFAULT_BATCH) {
    this.#commit = commit;
    this.#octetsOf = octetsOf;
    this.#bounds = bounds;
  }

  /** Adds a message. Throws what an earlier commit failed with: the message is then the caller's to discard. */
  add(item: T): void {
    if (this.#failure !== undefined) throw this.#failure.reason;
    this.#batch.push(item);
    this.#batchOctets += this.#octetsOf(item);
    this.#timer ??= setTimeout(() => this.#start(), this.#bounds.ms);
    if (this.#full) this.#start();
  }

  /** Set while a full batch waits for the one before it: take no more until it settles. Never rejects. */
  get room(): Promise<void> | undefined {
    return this.#full ? this.#running : undefined;
  }

  /** Commits all that was added. Throws what a commit failed with. */
  async flush(): Promise<void> {
    while (this.#running !== undefined || this.#batch.length > 0) {
      this.#start();
      await this.#running;
      if (this.#failure !== undefined) break;
    }
    if (this.#failure !== undefined) throw this.#failure.reason;
  }

  /** Messages that were added and will not be committed, after a failure. */
  leftOver(): T[] {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#batch.splice(0);
  }

  get #full(): boolean {
    return this.#batch.length >= this.#bounds.messages || this.#batchOctets >= this.#bounds.octets;
  }

  #start(): void {
    if (this.#running !== undefined || this.#batch.length === 0 || this.#failure !== undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#batch;
    this.#batch = [];
    this.#batchOctets = 0;
    this.#running = this.#commit(batch).then(
      () => this.#settled(),
      (reason: unknown) => {
        this.#failure = { reason };
        this.#settled();
      },
    );
  }

  #settled(): void {
    this.#running = undefined;
    if (this.#full) this.#start();
    else if (this.#batch.length > 0) this.#timer ??= setTimeout(() => this.#start(), this.#bounds.ms);
  }
}
