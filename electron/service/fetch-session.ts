import { RpopError } from '../../shared/errors.ts';
import { messageDigest } from '../delivery/maildir-name.ts';
import { GroupCommit } from '../delivery/group-commit.ts';
import { Pop3Client } from '../pop3/client.ts';
import { CancelledError, ConnectionError, ProtocolError, RefusedError } from '../pop3/errors.ts';
import { LedgerError } from '../store/ledger-error.ts';
import type { KnownMessage } from '../store/mailbox-ledger.ts';
import type { FetchRequest, FetchResult, FetchSurroundings, LoginFacts } from './fetch-request.ts';
import { Progress } from './progress.ts';
import { Remover } from './remover.ts';
import { type ListedMessage, planRetrieval, type RetrievalPlan } from './retrieval-plan.ts';
import { type ReceivedMessage, Retriever } from './retriever.ts';
import { SessionLog } from './session-log.ts';
import { readHeaderDigest, takeStock } from './take-stock.ts';

/**
 * One retrieval from one maildrop: `new → retrieved → durable → recorded → marked → gone`. Whatever ends it, at every
 * moment each message is on the server or durable here, and what is durable is recorded or will be recognised.
 * Never throws: how it ended is in the result.
 */
export async function fetchSession(
  request: FetchRequest,
  surroundings: FetchSurroundings,
): Promise<FetchResult> {
  return new FetchSession(request, surroundings).run();
}

class FetchSession {
  readonly #request: FetchRequest;
  readonly #with: FetchSurroundings;
  readonly #log: SessionLog;
  readonly #progress: Progress;
  readonly #startedAt: number;
  readonly #counts = { retrieved: 0, deleted: 0, skipped: 0, failed: 0, octets: 0 };
  #login: LoginFacts | undefined;
  #session: number | undefined;
  #error: RpopError | undefined;
  /** The worst that befell a single message while the session went on. */
  #messageError: RpopError | undefined;

  constructor(request: FetchRequest, surroundings: FetchSurroundings) {
    this.#request = request;
    this.#with = surroundings;
    this.#log = new SessionLog(surroundings.emit, request.connection, surroundings.now);
    this.#progress = new Progress(surroundings.emit, request.connection);
    this.#startedAt = surroundings.now();
  }

  async run(): Promise<FetchResult> {
    let client: Pop3Client | undefined;
    try {
      client = await this.#connect();
      await this.#transfer(client);
    } catch (error) {
      this.#fail(error);
    } finally {
      client?.close();
    }
    this.#end();
    this.#progress.end();
    return { counts: this.#counts, error: this.#error ?? this.#messageError, login: this.#login };
  }

  async #connect(): Promise<Pop3Client> {
    const { address, timeouts, credentials, authentication, protocolEvents } = this.#request;
    const { stop, abort } = this.#with;
    // Until the login there is nothing to end well: a request to stop closes the socket.
    const close = new AbortController();
    const end = (): void => {
      close.abort(new CancelledError());
    };
    abort.addEventListener('abort', end, { once: true });
    stop.addEventListener('abort', end, { once: true });
    if (abort.aborted || stop.aborted) end();
    let client: Pop3Client | undefined;
    try {
      client = await Pop3Client.open({
        address,
        timeouts,
        signal: close.signal,
        ...(protocolEvents ? { trace: this.#log.trace() } : {}),
      });
      const { loginDelaySeconds, expireDays } = client.capabilities;
      this.#login = { afterMs: this.#with.now() - this.#startedAt, loginDelaySeconds, expireDays };
      const method = await client.signIn(credentials, authentication);
      this.#log.write('information', `Logged in to ${address.host} by ${method}.`);
      return client;
    } catch (error) {
      client?.close();
      throw error;
    } finally {
      stop.removeEventListener('abort', end);
    }
  }

  async #transfer(client: Pop3Client): Promise<void> {
    const { ledger, target, now } = this.#with;
    const created = (await target.open()) === 'created';
    if (created) this.#forgetDelivered();
    const known = ledger.known();
    const listed = await takeStock(client, known);
    if (!created && ledger.uncertain) await this.#adopt(listed, known);
    await this.#recognise(client, listed, known);
    const plan = planRetrieval(listed, known, this.#request.policy, now());
    this.#settleMarks(plan);
    this.#counts.skipped = plan.skip.length;
    this.#log.write(
      'information',
      `${listed.length} messages on the server: ${plan.retrieve.length} to retrieve, ${plan.remove.length} to delete, ${plan.skip.length} to leave.`,
    );
    const remover = new Remover(client, (_message, error) => {
      this.#failMessage(error);
    });
    try {
      remover.remove(plan.remove);
      await this.#retrieve(client, plan, remover);
    } finally {
      await this.#quit(client, remover);
    }
  }

  /** The folder is new: what the ledger says was delivered is not there, wherever it is. */
  #forgetDelivered(): void {
    const forgotten = this.#with.ledger.forgetDelivered();
    if (forgotten === 0) return;
    this.#log.write(
      'warning',
      `The folder ${this.#with.target.description} was gone, with ${forgotten} messages: what the server still has is fetched again.`,
      'folder-gone',
    );
  }

  /** After a crash or a lost ledger: messages that the folder holds are known, by their names. */
  async #adopt(listed: readonly ListedMessage[], known: Map<string, KnownMessage>): Promise<void> {
    const { ledger, target, mailboxKey } = this.#with;
    const found = await target.find();
    if (found.size === 0) return;
    await target.settle();
    const adopted = new Map<string, KnownMessage>();
    for (const { uid, octets } of listed) {
      const file = known.has(uid) ? undefined : found.get(messageDigest(mailboxKey, uid));
      if (file === undefined) continue;
      const inspected = await file.inspect();
      const state = inspected.octets >= octets ? 'recorded' : 'short';
      adopted.set(uid, { state, octets, retrievedAt: inspected.deliveredAt, header: undefined });
    }
    if (adopted.size === 0) return;
    ledger.record(
      [...adopted].map(([uid, { state, octets, retrievedAt, header }]) => ({
        uid,
        state: state === 'short' ? 'short' : 'recorded',
        octets,
        retrievedAt,
        header,
      })),
    );
    for (const [uid, entry] of adopted) known.set(uid, entry);
    this.#log.write(
      'information',
      `${adopted.size} messages were recognised in the folder and not fetched again.`,
    );
  }

  /**
   * UIDs that were deleted and are listed again: the server forgot the deletion, or gave the UID to another message,
   * against RFC 1939 §7. The header tells.
   */
  async #recognise(
    client: Pop3Client,
    listed: readonly ListedMessage[],
    known: Map<string, KnownMessage>,
  ): Promise<void> {
    const back: string[] = [];
    for (const { number, uid, octets } of listed) {
      const entry = known.get(uid);
      if (entry?.state !== 'gone') continue;
      const header = await readHeaderDigest(client, number, octets);
      if (entry.header === undefined || Buffer.compare(entry.header, header) !== 0) continue;
      back.push(uid);
      known.set(uid, { ...entry, state: 'recorded' });
    }
    this.#with.ledger.setState(back, 'recorded');
    if (back.length > 0) {
      this.#log.write(
        'warning',
        `The server did not carry out ${back.length} deletions that it had confirmed.`,
      );
    }
  }

  /** What became of deletions whose QUIT was never answered. */
  #settleMarks(plan: RetrievalPlan): void {
    this.#with.ledger.setState(plan.gone, 'gone');
    this.#with.ledger.setState(
      plan.stillThere.map(({ uid }) => uid),
      'recorded',
    );
  }

  async #retrieve(client: Pop3Client, plan: RetrievalPlan, remover: Remover): Promise<void> {
    if (plan.retrieve.length === 0) return;
    const { ledger, target, mailboxKey, stop, abort } = this.#with;
    this.#session = ledger.beginSession(this.#startedAt);
    this.#progress.begin(plan.retrieve);
    const commit = new GroupCommit<ReceivedMessage>(
      (batch) => this.#makeDurable(batch, remover),
      ({ octets }) => octets,
    );
    const retriever = new Retriever(plan.retrieve, {
      client,
      target,
      commit,
      mailboxKey,
      stop: AbortSignal.any([stop, abort]),
      onOctets: (octets) => {
        this.#progress.octets(octets);
      },
      onFailed: (_message, error) => {
        this.#failMessage(error);
      },
    });
    const release = this.#closeAfterStop(client);
    try {
      await retriever.run();
    } finally {
      release();
      try {
        await commit.flush();
      } finally {
        for (const { staged } of commit.leftOver()) staged.discard();
      }
    }
  }

  /** The heart of the promise: flushed, then recorded, and only then given to deletion. */
  async #makeDurable(batch: readonly ReceivedMessage[], remover: Remover): Promise<void> {
    const { ledger, target } = this.#with;
    await target.commit(batch.map(({ staged }) => staged));
    ledger.record(
      batch.map(({ message, header, state }) => ({
        uid: message.uid,
        state,
        octets: message.octets,
        header,
      })),
    );
    for (const { octets, message, state } of batch) {
      this.#counts.retrieved += 1;
      this.#counts.octets += octets;
      if (state === 'short') this.#warnShort(message, octets);
    }
    this.#progress.messages(batch.length);
    if (this.#request.policy.afterTransfer.policy === 'delete') {
      remover.remove(batch.filter(({ state }) => state === 'recorded').map(({ message }) => message));
    }
  }

  #warnShort(message: ListedMessage, octets: number): void {
    this.#log.write(
      'warning',
      `Message ${message.number} is shorter than announced, twice alike: ${octets} octets instead of ${message.octets}. It was delivered as it came and stays on the server.`,
      'short-message',
    );
  }

  /** QUIT, and with it the deletions (RFC 1939 §6); they count once it is answered +OK. */
  async #quit(client: Pop3Client, remover: Remover): Promise<void> {
    const release = this.#closeAfterStop(client);
    try {
      await remover.settled();
      this.#with.ledger.setState(remover.marked, 'marked');
      await client.quit();
      this.#with.ledger.setState(remover.marked, 'gone');
      this.#counts.deleted = remover.marked.length;
    } catch (error) {
      if (remover.marked.length > 0) this.#fail(unconfirmed(error, remover.marked.length));
      // Without deletions QUIT is a courtesy; what broke the session before has been told already.
      else if (!(error instanceof ConnectionError) && !(error instanceof RefusedError)) this.#fail(error);
    } finally {
      release();
    }
  }

  /** After a request to stop, the answers under way and QUIT have a bounded time; then the socket is closed. */
  #closeAfterStop(client: Pop3Client): () => void {
    const { stop } = this.#with;
    let timer: NodeJS.Timeout | undefined;
    const begin = (): void => {
      timer = setTimeout(() => {
        client.close(new CancelledError());
      }, this.#request.timeouts.quitMs);
    };
    if (stop.aborted) begin();
    else stop.addEventListener('abort', begin, { once: true });
    return () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', begin);
    };
  }

  #failMessage(error: RefusedError | ProtocolError): void {
    this.#counts.failed += 1;
    this.#messageError ??= error;
    this.#log.problem('warning', error);
  }

  #fail(reason: unknown): void {
    // The first error is the cause of the others.
    if (this.#error !== undefined) return;
    if (reason instanceof RpopError) this.#error = reason;
    else throw reason;
    this.#log.problem('error', this.#error);
  }

  #end(): void {
    if (this.#with.stop.aborted && this.#error === undefined) this.#error = new CancelledError();
    // A ledger that could not record keeps the session open: the next one looks at the folder.
    if (this.#session === undefined || this.#error instanceof LedgerError) return;
    try {
      this.#with.ledger.endSession(this.#session, this.#counts, this.#error?.code);
    } catch (error) {
      this.#fail(error);
    }
  }
}

function unconfirmed(error: unknown, marked: number): unknown {
  if (!(error instanceof RpopError) || error instanceof LedgerError) return error;
  return new ConnectionError(`The server did not confirm the deletion of ${marked} messages.`, {
    code: 'deletion-unconfirmed',
    hint: 'They are safe here; the next session finds out whether they are gone, and deletes them if not.',
    serverText: error.serverText,
    cause: error,
  });
}
