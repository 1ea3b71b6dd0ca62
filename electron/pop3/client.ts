import { TLSSocket } from 'node:tls';
import type { Capabilities } from './capabilities.ts';
import { capa } from './commands/capa.ts';
import { dele } from './commands/dele.ts';
import { confirmStep, list, listOne } from './commands/list.ts';
import { noop } from './commands/noop.ts';
import { quit } from './commands/quit.ts';
import { retr } from './commands/retr.ts';
import { rset } from './commands/rset.ts';
import { type MessageCount, stat } from './commands/stat.ts';
import { stls } from './commands/stls.ts';
import { top } from './commands/top.ts';
import { type ListedUid, uidl } from './commands/uidl.ts';
import { utf8 } from './commands/utf8.ts';
import { encryptSocket, openSocket } from './connect.ts';
import { ProtocolError, RefusedError, TlsError } from './errors.ts';
import { Exchange } from './exchange.ts';
import { greet } from './greet.ts';
import { DEFAULT_LIMITS, type Limits, type Timeouts } from './limits.ts';
import type { BodySink } from './response-reader.ts';
import type { AuthenticationMethod } from './sasl/choose-mechanism.ts';
import type { Credentials } from './sasl/mechanism.ts';
import type { ServerAddress } from './server-address.ts';
import { type AuthenticationWish, signIn } from './sign-in.ts';
import { type TlsFacts, tlsFacts } from './tls-facts.ts';
import { NO_TRACE, type Trace } from './trace.ts';
import { assertWireText } from './wire-text.ts';

export interface ClientOptions {
  readonly address: ServerAddress;
  readonly timeouts: Timeouts;
  /** Aborting closes the socket at once, whatever is under way. */
  readonly signal: AbortSignal;
  readonly limits?: Limits;
  readonly trace?: Trace;
  /** Told what the server showed of itself when the TLS handshake has ended well. */
  readonly onEncrypted?: (session: TlsFacts) => void;
}

/**
 * One POP3 session (RFC 1939 §3): `open` → `signIn` → commands → `quit`. Commands may be issued without waiting for
 * each other; they go out together where the server allows pipelining, one at a time where not. After any error but
 * RefusedError the session is over and the socket closed.
 */
export class Pop3Client {
  readonly #exchange: Exchange;
  readonly #options: ClientOptions;
  readonly #limits: Limits;
  readonly #greeting: string;
  #capabilities: Capabilities;
  #encrypted: boolean;

  private constructor(
    exchange: Exchange,
    options: ClientOptions,
    greeting: string,
    capabilities: Capabilities,
  ) {
    this.#exchange = exchange;
    this.#options = options;
    this.#limits = options.limits ?? DEFAULT_LIMITS;
    this.#greeting = greeting;
    this.#capabilities = capabilities;
    this.#encrypted = options.address.encryption === 'tls';
  }

  /**
   * Connects, encrypts as the address asks, and learns the server's capabilities. No credential is sent. Throws
   * ConnectionError, TlsError, ProtocolError or RefusedError (a greeting that refuses).
   */
  static async open(options: ClientOptions): Promise<Pop3Client> {
    const { address, timeouts, signal, limits = DEFAULT_LIMITS, trace = NO_TRACE } = options;
    assertWireText('host name', address.host);
    const socket = await openSocket(address, timeouts.connectMs, signal);
    if (socket instanceof TLSSocket) options.onEncrypted?.(tlsFacts(socket));
    const exchange = new Exchange(socket, limits, timeouts, trace);
    const abort = (): void => {
      exchange.close();
    };
    signal.addEventListener('abort', abort, { once: true });
    socket.once('close', () => {
      signal.removeEventListener('abort', abort);
    });
    try {
      signal.throwIfAborted();
      const greeting = await greet(exchange, address, timeouts, signal);
      const client = new Pop3Client(exchange, options, greeting, await capa(exchange, limits));
      if (address.encryption === 'starttls') await client.#startTls();
      exchange.pipelining = client.#capabilities.pipelining;
      return client;
    } catch (error) {
      exchange.close();
      throw error;
    }
  }

  get capabilities(): Capabilities {
    return this.#capabilities;
  }

  /** Why the session is over; undefined while it goes on. */
  get failure(): Error | undefined {
    return this.#exchange.failure;
  }

  /** True once everything travels in TLS. */
  get encrypted(): boolean {
    return this.#encrypted;
  }

  /** Logs in; see sign-in.ts for the order of methods. The capabilities are those of the logged-in session after it. */
  async signIn(credentials: Credentials, wish: AuthenticationWish = 'auto'): Promise<AuthenticationMethod> {
    const exchange = this.#exchange;
    if (this.#capabilities.utf8) await utf8(exchange);
    // RFC 5034 and RFC 1939 expect each answer before the next command here: nothing is pipelined before the login.
    const method = await signIn(
      exchange,
      credentials,
      wish,
      {
        capabilities: this.#capabilities,
        greeting: this.#greeting,
        encrypted: this.#encrypted,
        allowClearPassword: this.#options.address.encryption === 'none',
      },
      this.#limits,
    );
    // RFC 2449 §5: capabilities may differ after the login. Asked again only where that could gain something.
    if (this.#capabilities.announced && !this.#capabilities.pipelining) {
      this.#capabilities = await capa(exchange, this.#limits);
      exchange.pipelining = this.#capabilities.pipelining;
    }
    return method;
  }

  stat(): Promise<{ messages: number; octets: number }> {
    return stat(this.#exchange);
  }

  /** Sizes by message number, where STAT said `expected` messages. */
  list(expected: number): Promise<Map<number, number>> {
    return list(this.#exchange, { messages: expected }, this.#limits);
  }

  listOne(number: number): Promise<number> {
    return listOne(this.#exchange, number);
  }

  /**
   * Makes sure that answers still belong to their commands, by one that names its message. Throws ProtocolError, and
   * the session is over, when they do not; RefusedError when the server will not say.
   */
  confirmStep(number: number): Promise<void> {
    return confirmStep(this.#exchange, number);
  }

  /** Unique-ids in the server's order, or undefined where the server has none. Throws RefusedError where it has them. */
  uidl(expected: number): Promise<ListedUid[] | undefined> {
    return this.#uidl({ messages: expected });
  }

  /**
   * STAT and UIDL, and LIST if `sizes` are wanted, without waiting for each other: where the server allows pipelining,
   * one round trip. `sizes` is undefined if they are not wanted.
   */
  async survey({ sizes }: { sizes: boolean }): Promise<{
    messages: number;
    uids: ListedUid[] | undefined;
    sizes: Map<number, number> | undefined;
  }> {
    const count: MessageCount = { messages: 0 };
    const [{ messages }, uids, listed] = await Promise.all([
      stat(this.#exchange, count),
      this.#uidl(count),
      sizes ? list(this.#exchange, count, this.#limits) : undefined,
    ]);
    return { messages, uids, sizes: listed };
  }

  async #uidl(expected: Readonly<MessageCount>): Promise<ListedUid[] | undefined> {
    if (!this.#capabilities.uidl) return undefined;
    try {
      return await uidl(this.#exchange, expected, this.#limits);
    } catch (error) {
      // Not so where UIDL was announced: its messages would get other names for one session, and come again.
      const unknown = error instanceof RefusedError && error.responseCode === undefined;
      if (unknown && !this.#capabilities.announced) return undefined;
      throw error;
    }
  }

  top(number: number, lines: number, sink: BodySink): Promise<void> {
    return top(this.#exchange, number, lines, sink, this.#limits);
  }

  retr(number: number, announcedOctets: number, sink: BodySink): Promise<void> {
    return retr(this.#exchange, number, announcedOctets, sink, this.#limits);
  }

  dele(number: number): Promise<void> {
    return dele(this.#exchange, number);
  }

  noop(): Promise<void> {
    return noop(this.#exchange);
  }

  rset(): Promise<void> {
    return rset(this.#exchange);
  }

  /** Resolves only when the server confirmed that the deletions are carried out; the socket is closed either way. */
  async quit(): Promise<void> {
    try {
      await quit(this.#exchange);
    } finally {
      this.#exchange.close();
    }
  }

  /** Drops the connection at once: the server keeps every message it was told to delete (RFC 1939 §6). */
  close(reason?: Error): void {
    this.#exchange.close(reason);
  }

  async #startTls(): Promise<void> {
    const { address, timeouts, signal } = this.#options;
    if (!this.#capabilities.stls) {
      throw new TlsError(`${address.host} does not offer STARTTLS on port ${address.port}.`, {
        code: 'starttls-not-offered',
        hint: 'Try tls on port 995. No password was sent.',
      });
    }
    await stls(this.#exchange);
    const plain = this.#detach();
    const encrypted = await encryptSocket(plain, address, timeouts.connectMs, signal);
    if (encrypted instanceof TLSSocket) this.#options.onEncrypted?.(tlsFacts(encrypted));
    this.#exchange.resume(encrypted);
    this.#encrypted = true;
    // RFC 2595 §4: what was learnt in clear is worth nothing.
    this.#capabilities = await capa(this.#exchange, this.#limits);
  }

  /** RFC 2595 §4: octets in clear behind the answer to STLS could be anybody's, and end the session. */
  #detach(): ReturnType<Exchange['detach']> {
    try {
      return this.#exchange.detach();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      throw new ProtocolError('The server sent octets in clear after it agreed to encrypt.', {
        code: 'octets-before-tls',
        hint: 'Somebody may be interfering with the connection. No password was sent.',
        serverText: error.serverText,
        cause: error,
      });
    }
  }
}
