import { RpopError } from '../../shared/errors.ts';
import { GroupCommit } from '../delivery/group-commit.ts';
import { headerDigest } from '../delivery/maildir-name.ts';
import type { Pop3Client } from '../pop3/client.ts';
import { CancelledError, ConnectionError, ProtocolError, RefusedError } from '../pop3/errors.ts';
import { LedgerError } from '../store/ledger-error.ts';
import type { KnownMessage } from '../store/mailbox-ledger.ts';
import type {
  ArrivedMessage,
  FetchRequest,
  FetchResult,
  FetchSurroundings,
  LoginFacts,
} from './fetch-request.ts';
import { openSession } from './open-session.ts';
import { Progress } from './progress.ts';
import { findDelivered, findForgottenDeletions, findRenamed, looksMigrated } from './reconcile.ts';
import { Remover } from './remover.ts';
import { describePlan, type ListedMessage, planRetrieval, type RetrievalPlan } from './retrieval-plan.ts';
import { digestName, type ReceivedMessage, Retriever } from './retriever.ts';
import { SessionLog } from './session-log.ts';
import { survey, takeStock } from './take-stock.ts';

/** So many of the messages that came are named at the end. */
const ARRIVED = 3;

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
  #arrived: ArrivedMessage[] = [];
  #login: LoginFacts | undefined;
  #session: number | undefined;
  #error: RpopError | undefined;
  /** The worst that befell a single message while the session went on. */
  #messageError: RpopError | undefined;

  constructor(request: FetchRequest, surroundings: FetchSurroundings) {
    this.#request = request;
    this.#with = surroundings;
    const { emit, now } = surroundings;
    this.#log = new SessionLog(emit, request.connection, now, request.credentials.password);
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
    const error = (this.#error ?? this.#messageError)?.redacted((text) => this.#log.hide(text));
    return { counts: this.#counts, error, login: this.#login, arrived: this.#arrived };
  }

  #connect(): Promise<Pop3Client> {
    const { stop, abort, now } = this.#with;
    return openSession({
      request: this.#request,
      log: this.#log,
      stop,
      abort,
      onLogin: (server) => {
        this.#login = { afterMs: now() - this.#startedAt, ...server };
      },
    });
  }

  async #transfer(client: Pop3Client): Promise<void> {
    const { ledger, now } = this.#with;
    const sizes = ledger.empty;
    // The server looks into the maildrop meanwhile. Both are waited for: nothing goes on behind the end of a session.
    const [opened, surveyed] = await Promise.allSettled([this.#openTarget(), survey(client, { sizes })]);
    if (opened.status === 'rejected') throw opened.reason;
    if (surveyed.status === 'rejected') throw surveyed.reason;
    const { created, known } = opened.value;
    const listed = await takeStock(client, surveyed.value, known);
    if (!created && ledger.uncertain) await this.#adopt(listed, known);
    await this.#recognise(client, listed, known);
    if (looksMigrated(listed, known)) await this.#rename(client, listed, known);
    const plan = planRetrieval(listed, known, this.#request.policy, now());
    this.#settleMarks(plan);
    this.#counts.skipped = plan.skip.length;
    this.#log.write('information', describePlan(listed.length, plan));
    const remover = new Remover(client, (_message, error) => {
      this.#failMessage(error);
    });
    try {
      remover.remove(plan.remove);
      await this.#retrieve(client, plan, remover, known);
    } finally {
      await this.#quit(client, remover);
    }
  }

  /** Opens the folder. If it is new, and the one that was delivered to before, what was in it is gone. */
  async #openTarget(): Promise<{ created: boolean; known: Map<string, KnownMessage> }> {
    const { ledger, target } = this.#with;
    const created = (await target.open()) === 'created';
    const before = ledger.folder;
    if (created && (before === undefined || before === target.description)) this.#forgetDelivered();
    if (before !== target.description) ledger.folder = target.description;
    return { created, known: ledger.known() };
  }

  #forgetDelivered(): void {
    const forgotten = this.#with.ledger.forgetDelivered();
    if (forgotten === 0) return;
    this.#log.write(
      'warning',
      `The folder ${this.#with.target.description} was gone, with ${forgotten} messages: what the server still has is fetched again.`,
      'folder-gone',
    );
  }

  async #adopt(listed: readonly ListedMessage[], known: Map<string, KnownMessage>): Promise<void> {
    const { ledger, target, mailboxKey, now } = this.#with;
    const adopted = await findDelivered(target, mailboxKey, listed, known);
    if (adopted.length === 0) return;
    ledger.record(adopted);
    for (const { uid, state, octets, retrievedAt = now() } of adopted) {
      known.set(uid, { state, octets, retrievedAt });
    }
    this.#log.write(
      'information',
      `${adopted.length} messages were recognised in the folder and not fetched again.`,
    );
  }

  async #recognise(
    client: Pop3Client,
    listed: readonly ListedMessage[],
    known: Map<string, KnownMessage>,
  ): Promise<void> {
    const back = await findForgottenDeletions(client, listed, known, (uid) => this.#with.ledger.header(uid));
    if (back.length === 0) return;
    for (const uid of back) {
      const entry = known.get(uid);
      if (entry !== undefined) known.set(uid, { ...entry, state: 'recorded' });
    }
    this.#with.ledger.setState(back, 'recorded');
    this.#log.write(
      'warning',
      `The server did not carry out ${back.length} deletions that it had confirmed.`,
    );
  }

  async #rename(
    client: Pop3Client,
    listed: readonly ListedMessage[],
    known: Map<string, KnownMessage>,
  ): Promise<void> {
    const renamed = await findRenamed(client, listed, known, (uid) => this.#with.ledger.header(uid));
    if (renamed.length === 0) return;
    this.#with.ledger.rename(renamed.map(({ from, to: { uid, octets } }) => ({ from, to: uid, octets })));
    for (const { from, to } of renamed) {
      const entry = known.get(from);
      known.delete(from);
      if (entry !== undefined) known.set(to.uid, { ...entry, octets: to.octets });
    }
    this.#log.write(
      'warning',
      `The server gave new unique-ids to ${renamed.length} messages that are here already: they were recognised by their headers and not fetched again.`,
      'uids-changed',
    );
  }

  /** What became of deletions whose QUIT was never answered. */
  #settleMarks(plan: RetrievalPlan): void {
    this.#with.ledger.setState(plan.gone, 'gone');
    this.#with.ledger.setState(
      plan.stillThere.map(({ uid }) => uid),
      'recorded',
    );
  }

  async #retrieve(
    client: Pop3Client,
    plan: RetrievalPlan,
    remover: Remover,
    known: ReadonlyMap<string, KnownMessage>,
  ): Promise<void> {
    const { retrieve, retrieveHeader } = plan;
    if (retrieve.length + retrieveHeader.length === 0) return;
    const { ledger, target, mailboxKey, stop, abort } = this.#with;
    this.#session = ledger.beginSession(this.#startedAt);
    this.#progress.begin(retrieve);
    const commit = new GroupCommit<ReceivedMessage>(
      (batch) => this.#makeDurable(batch, remover),
      ({ octets }) => octets,
    );
    const retriever = new Retriever(retrieve, retrieveHeader, {
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
    await this.#discardHeaders(retrieve.filter(({ uid }) => known.get(uid)?.state === 'header'));
  }

  /** The whole messages are here now: their headers alone, fetched before, are of no use any more. */
  async #discardHeaders(messages: readonly ListedMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const { ledger, target, mailboxKey } = this.#with;
    const known = ledger.known();
    const whole = messages.filter(({ uid }) => known.get(uid)?.state === 'recorded');
    await target.remove(whole.map(({ uid }) => headerDigest(mailboxKey, uid)));
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
    this.#noteArrival(batch);
    this.#progress.messages(batch.length);
    if (this.#request.policy.afterTransfer.policy === 'delete') {
      remover.remove(batch.filter(({ state }) => state === 'recorded').map(({ message }) => message));
    }
  }

  #noteArrival(batch: readonly ReceivedMessage[]): void {
    const { mailboxKey } = this.#with;
    const arrived = batch.map(({ message, state, staged: { octets } }) => ({
      digest: digestName(mailboxKey, message.uid, state),
      octets,
    }));
    const newestFirst =
      this.#request.policy.order === 'newest'
        ? [...this.#arrived, ...arrived]
        : [...arrived.toReversed(), ...this.#arrived];
    this.#arrived = newestFirst.slice(0, ARRIVED);
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
      if (remover.unrefused > 0) this.#fail(unconfirmed(error, remover.unrefused));
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
