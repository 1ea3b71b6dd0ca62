import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredMessage } from '../../electron/demo/maildrop.ts';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import { sampleMaildrop } from '../../electron/demo/sample-maildrop.ts';
import type { Pop3ServerOptions } from '../../electron/demo/server-options.ts';
import { Maildir } from '../../electron/delivery/maildir.ts';
import { timeoutsFrom } from '../../electron/pop3/limits.ts';
import type { Encryption, ServerAddress } from '../../electron/pop3/server-address.ts';
import type { FetchRequest, FetchResult } from '../../electron/service/fetch-request.ts';
import { fetchSession } from '../../electron/service/fetch-session.ts';
import { Ledger } from '../../electron/store/ledger.ts';
import type { LogEvent } from '../../shared/events.ts';

const NEVER = new AbortController().signal;

export const MAIL: readonly StoredMessage[] = sampleMaildrop();

/** `MAIL` as a Maildir has it, sorted: each message has its own length. */
export const ALL = maildirForm(MAIL);

export interface Wish {
  readonly encryption?: Encryption;
  readonly address?: Partial<ServerAddress>;
  readonly request?: Partial<FetchRequest>;
  readonly remove?: boolean;
}

/** One mailbox of an embedded server that may be made to misbehave, fetched by whole sessions in this process. */
export class MailboxOnTrial implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'rpop-bad-'));
  readonly log: LogEvent[] = [];
  #server: Pop3Server | undefined;

  /** Starts a server, in place of the one before, with the mail that one still had. Returns its port. */
  async serve(options: Partial<Pop3ServerOptions> = {}): Promise<number> {
    const left = this.#server?.maildrop('me').messages ?? MAIL;
    await this.#server?.close();
    this.#server = new Pop3Server({ users: { me: 'secret' }, maildrops: { me: left }, ...options });
    return (await this.#server.listen()).port;
  }

  get server(): Pop3Server {
    if (this.#server === undefined) throw new Error('Nobody has asked for a server yet.');
    return this.#server;
  }

  async fetch(port: number, wish: Wish = {}): Promise<FetchResult> {
    const { encryption = 'none', address, request, remove = false } = wish;
    const ledger = await Ledger.open(join(this.folder, 'ledger.sqlite'), {
      now: Date.now,
      onSetAside: () => undefined,
    });
    try {
      return await fetchSession(
        {
          connection: undefined,
          address: { host: '127.0.0.1', port, encryption, ...address },
          credentials: { username: 'me', password: 'secret' },
          authentication: 'auto',
          timeouts: timeoutsFrom(1),
          policy: {
            afterTransfer: { policy: remove ? 'delete' : 'keep' },
            largestMessageOctets: 0,
            largerMessages: 'skip',
            messagesPerSession: 0,
            order: 'oldest',
          },
          protocolEvents: true,
          ...request,
        },
        {
          mailboxKey: 'test',
          ledger: ledger.mailbox('test'),
          target: new Maildir(join(this.folder, 'mail')),
          emit: (event) => {
            if (event.type === 'log') this.log.push(event);
          },
          now: Date.now,
          stop: NEVER,
          abort: NEVER,
        },
      );
    } finally {
      ledger.close();
    }
  }

  /** The content of the Maildir, sorted. Throws where something unfinished was left in it. */
  async delivered(): Promise<string[]> {
    const mail = join(this.folder, 'mail');
    // Many servers show what they are before anything is delivered.
    if (!existsSync(mail)) return [];
    if ((await readdir(join(mail, 'tmp'))).length > 0) throw new Error('Something was left in tmp.');
    const names = await readdir(join(mail, 'new'));
    const files = await Promise.all(names.map((name) => readFile(join(mail, 'new', name), 'latin1')));
    return files.toSorted();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Messages as a Maildir has them, sorted. */
export function maildirForm(messages: readonly StoredMessage[]): string[] {
  return messages.map(({ octets }) => octets.toString('latin1').replaceAll('\r\n', '\n')).toSorted();
}
