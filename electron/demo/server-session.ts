import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { LineReader } from './line-reader.ts';
import { type Maildrop, type StoredMessage, stuffed, topOf } from './maildrop.ts';
import { apopProof, SERVER_MECHANISMS, startServerExchange } from './server-authentication.ts';
import type { Misbehaviour, Pop3ServerOptions, ServerCapabilities } from './server-options.ts';

export interface SessionSurroundings {
  readonly options: Pop3ServerOptions;
  readonly maildropOf: (user: string) => Maildrop;
  readonly onCommand: (line: string) => void;
}

const EVERYTHING: ServerCapabilities = {
  capa: true,
  pipelining: true,
  uidl: true,
  top: true,
  user: true,
  apop: true,
  utf8: true,
  stls: true,
  sasl: SERVER_MECHANISMS,
  loginDelaySeconds: undefined,
  expireDays: undefined,
};

/** One session of the embedded server: AUTHORIZATION, then TRANSACTION, then UPDATE (RFC 1939 §3). */
export class ServerSession {
  readonly #with: SessionSurroundings;
  readonly #can: ServerCapabilities;
  readonly #timestamp = `<${process.pid}.${Math.trunc(performance.now() * 1000)}@demo.example.org>`;
  readonly #deleted = new Set<StoredMessage>();
  #socket: Socket;
  #lines: LineReader;
  #encrypted: boolean;
  #user = '';
  #maildrop: Maildrop | undefined;
  #messages: readonly StoredMessage[] = [];
  #over = false;

  constructor(socket: Socket, encrypted: boolean, surroundings: SessionSurroundings) {
    this.#socket = socket;
    this.#lines = new LineReader(socket);
    this.#encrypted = encrypted;
    this.#with = surroundings;
    this.#can = { ...EVERYTHING, ...surroundings.options.capabilities };
  }

  /** Serves until the client quits or the connection ends. */
  async run(): Promise<void> {
    try {
      const banner = this.#can.apop ? ` ${this.#timestamp}` : '';
      if (!(await this.#misbehaved(''))) await this.#send(`+OK POP3 ready${banner}\r\n`);
      while (!this.#over) {
        const line = await this.#lines.next();
        if (line === undefined) break;
        this.#with.onCommand(`${this.#encrypted ? 'TLS: ' : ''}${line}`);
        if (!(await this.#misbehaved(line))) await this.#command(line);
      }
    } finally {
      this.#maildrop?.unlock();
      this.#socket.destroy();
    }
  }

  async #misbehaved(line: string): Promise<boolean> {
    const misbehaviour: Misbehaviour | undefined = this.#with.options.misbehave?.(line);
    if (misbehaviour === undefined) return false;
    if ('segments' in misbehaviour)
      for (const segment of misbehaviour.segments) await this.#sendSegment(segment);
    if ('reply' in misbehaviour) await this.#send(misbehaviour.reply);
    if ('endless' in misbehaviour) {
      await this.#send(misbehaviour.after ?? '');
      while (!this.#socket.destroyed) await this.#send(misbehaviour.endless);
      this.#over = true;
    }
    if ('replyThenCut' in misbehaviour) {
      await this.#send(misbehaviour.replyThenCut);
      this.#socket.end();
      this.#over = true;
    }
    if ('silent' in misbehaviour) {
      if (misbehaviour.after !== undefined) await this.#send(misbehaviour.after);
      this.#over = true;
      await once(this.#socket, 'close');
    }
    return true;
  }

  async #command(line: string): Promise<void> {
    const [verb = '', ...args] = line.split(' ');
    const command = verb.toUpperCase();
    if (command === 'CAPA' && this.#can.capa) return this.#send(this.#capa());
    if (command === 'QUIT') return this.#quit();
    return this.#maildrop === undefined ? this.#authorize(command, args) : this.#transact(command, args);
  }

  async #authorize(command: string, args: readonly string[]): Promise<void> {
    if (command === 'STLS' && this.#can.stls && !this.#encrypted) return this.#startTls();
    if (command === 'UTF8' && this.#can.utf8) return this.#send('+OK\r\n');
    if (command === 'AUTH') return this.#auth(args[0]?.toUpperCase() ?? '', args[1]);
    if (command === 'USER') {
      this.#user = args.join(' ');
      return this.#send('+OK\r\n');
    }
    if (command === 'PASS') return this.#logIn(this.#user, this.#password(this.#user) === args.join(' '));
    if (command === 'APOP' && this.#can.apop) {
      const [user = '', digest] = args;
      const password = this.#password(user);
      return this.#logIn(user, password !== undefined && digest === apopProof(this.#timestamp, password));
    }
    return this.#send('-ERR unknown command\r\n');
  }

  async #transact(command: string, args: readonly string[]): Promise<void> {
    switch (command) {
      case 'STAT':
        return this.#send(
          `+OK ${this.#left().length} ${this.#left().reduce((sum, { octets }) => sum + octets.length, 0)}\r\n`,
        );
      case 'LIST':
        return this.#listing(args[0], ({ octets }) => String(octets.length));
      case 'UIDL':
        if (this.#can.uidl) return this.#listing(args[0], ({ uidl }) => uidl);
        break;
      case 'RETR':
        return this.#message(args[0], (message) => message.octets);
      case 'TOP':
        if (this.#can.top)
          return this.#message(args[0], (message) => topOf(message.octets, Number(args[1] ?? 0)));
        break;
      case 'DELE': {
        const message = this.#find(args[0]);
        if (message === undefined) return this.#send('-ERR no such message\r\n');
        this.#deleted.add(message);
        return this.#send('+OK marked\r\n');
      }
      case 'RSET':
        this.#deleted.clear();
        return this.#send('+OK\r\n');
      case 'NOOP':
        return this.#send('+OK\r\n');
    }
    return this.#send('-ERR unknown command\r\n');
  }

  #capa(): string {
    const { pipelining, uidl, top, user, utf8, stls, sasl, loginDelaySeconds, expireDays } = this.#can;
    const lines = [
      top && 'TOP',
      uidl && 'UIDL',
      user && 'USER',
      pipelining && 'PIPELINING',
      utf8 && 'UTF8',
      'RESP-CODES',
      'AUTH-RESP-CODE',
      stls && !this.#encrypted && this.#with.options.tls !== undefined && 'STLS',
      sasl.length > 0 && `SASL ${sasl.join(' ')}`,
      loginDelaySeconds !== undefined && `LOGIN-DELAY ${loginDelaySeconds}`,
      expireDays !== undefined && `EXPIRE ${expireDays}`,
      'IMPLEMENTATION RPOP-demo',
    ].filter((line) => line !== false);
    return `+OK\r\n${lines.join('\r\n')}\r\n.\r\n`;
  }

  async #startTls(): Promise<void> {
    const { tls } = this.#with.options;
    if (tls === undefined) return this.#send('-ERR no TLS here\r\n');
    this.#lines.release();
    await this.#send('+OK begin\r\n');
    const encrypted = new TLSSocket(this.#socket, { isServer: true, cert: tls.certificate, key: tls.key });
    encrypted.on('error', () => undefined);
    this.#socket = encrypted;
    this.#lines = new LineReader(encrypted);
    this.#encrypted = true;
  }

  /** RFC 5034 §4: challenges and responses in base64, `*` cancels. */
  async #auth(mechanism: string, initial: string | undefined): Promise<void> {
    const offered = this.#can.sasl.includes(mechanism);
    const exchange = offered ? startServerExchange(mechanism, (user) => this.#password(user)) : undefined;
    if (exchange === undefined) return this.#send('-ERR unknown mechanism\r\n');
    let response = initial === '=' ? '' : initial;
    let challenge = exchange.first ?? Buffer.alloc(0);
    for (;;) {
      if (response === undefined) {
        await this.#send(`+ ${challenge.toString('base64')}\r\n`);
        response = await this.#lines.next();
        if (response === undefined) return;
        this.#with.onCommand(`${this.#encrypted ? 'TLS: ' : ''}${response}`);
        if (response === '*') return this.#send('-ERR cancelled\r\n');
      }
      const next = exchange.next(Buffer.from(response, 'base64'));
      if (next === 'refused') return this.#logIn('', false);
      if ('user' in next) return this.#logIn(next.user, true);
      challenge = next;
      response = undefined;
    }
  }

  #logIn(user: string, proved: boolean): Promise<void> {
    if (!proved) return this.#send('-ERR [AUTH] wrong user name or password\r\n');
    const maildrop = this.#with.maildropOf(user);
    if (!maildrop.lock()) return this.#send('-ERR [IN-USE] the maildrop is locked by another session\r\n');
    this.#maildrop = maildrop;
    this.#messages = maildrop.messages;
    return this.#send('+OK welcome\r\n');
  }

  #password(user: string): string | undefined {
    return Object.entries(this.#with.options.users).find(([name]) => name === user)?.[1];
  }

  #left(): readonly StoredMessage[] {
    return this.#messages.filter((message) => !this.#deleted.has(message));
  }

  #find(number: string | undefined): StoredMessage | undefined {
    const message = this.#messages[Number(number) - 1];
    return message === undefined || this.#deleted.has(message) ? undefined : message;
  }

  #listing(number: string | undefined, of: (message: StoredMessage) => string): Promise<void> {
    if (number !== undefined) {
      const message = this.#find(number);
      return this.#send(
        message === undefined ? '-ERR no such message\r\n' : `+OK ${number} ${of(message)}\r\n`,
      );
    }
    const lines = this.#messages.map((message, index) =>
      this.#deleted.has(message) ? '' : `${index + 1} ${of(message)}\r\n`,
    );
    return this.#send(`+OK\r\n${lines.join('')}.\r\n`);
  }

  async #message(number: string | undefined, part: (message: StoredMessage) => Buffer): Promise<void> {
    const message = this.#find(number);
    if (message === undefined) return this.#send('-ERR no such message\r\n');
    const octets = part(message);
    await this.#send(Buffer.concat([Buffer.from(`+OK ${octets.length} octets\r\n`), stuffed(octets)]));
  }

  async #quit(): Promise<void> {
    this.#maildrop?.unlock(this.#deleted);
    this.#maildrop = undefined;
    this.#over = true;
    await this.#send('+OK bye\r\n');
    this.#socket.end();
    await once(this.#socket, 'close').catch(() => undefined);
  }

  /** Waits while the client does not read. */
  async #send(octets: Buffer | string): Promise<void> {
    const all = Buffer.from(octets);
    const { segmentOctets } = this.#with.options;
    if (segmentOctets === undefined) {
      if (this.#socket.write(all)) return;
      // Whichever does not come is not waited for any more.
      const either = new AbortController();
      const { signal } = either;
      const came = ['drain', 'close'].map(async (event) => once(this.#socket, event, { signal }));
      await Promise.race(came).catch(() => undefined);
      either.abort();
      return;
    }
    for (let at = 0; at < all.length && !this.#socket.destroyed; at += segmentOctets) {
      await this.#sendSegment(all.subarray(at, at + segmentOctets));
    }
  }

  /** A segment of its own: a client in this process has read it before anything else is written. */
  async #sendSegment(octets: Buffer | string): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#socket.write(octets, () => {
        resolve();
      });
    });
    // Two turns of the event loop: the first may end before the client's socket is looked at.
    await setImmediate();
    await setImmediate();
  }
}
