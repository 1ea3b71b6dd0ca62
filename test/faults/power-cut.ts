import { hash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { StoredMessage } from '../../electron/demo/maildrop.ts';
import { messageDigest } from '../../electron/delivery/maildir-name.ts';
import { oneOffMailboxKey } from '../../electron/service/mailbox-key.ts';
import { maildirForm } from '../support/corpus.ts';
import { readMaildir } from '../support/maildir-reader.ts';
import { runSession } from '../support/session.ts';
import { type Image, ModelledDisk, type Unflushed } from './modelled-disk.ts';
import { record, type RecordedCall } from './recorded-calls.ts';
import { compare } from './verdict.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What was not flushed may be there or not, in any mixture; these are the ones that tell most. */
const POWER_CUTS: readonly (readonly [name: string, unflushed: Unflushed])[] = [
  ['what was not flushed is lost', () => false],
  ['what was not flushed is there', () => true],
  ['of the ledger it is there, of the mail it is lost', (path) => path === '' || path.startsWith('data')],
  ['of the mail it is there, of the ledger it is lost', (path) => path === '' || path.startsWith('mail')],
  ['names are there, octets are lost', (_path, kind) => kind === 'folder'],
  ['octets are there, names are lost', (_path, kind) => kind === 'file'],
];

export interface Recording {
  /** The calls of each run of the program. */
  readonly runs: readonly (readonly RecordedCall[])[];
  readonly mail: readonly StoredMessage[];
  readonly mailboxKey: string;
}

/** Which flushes of a recording are left out, by the path of what they flush: as if the program did not make them. */
export type Forgotten = (path: string) => boolean;

/**
 * The power cuts of one recording: `place` is where it was made, and where what a cut leaves is put, since the ledger knows its
 * folder by its path.
 */
export class PowerCuts {
  readonly #place: string;
  readonly #recording: Recording;
  readonly #seen: Set<string>;
  readonly #before: number;
  readonly #findings = new Set<string>();
  /** What the server was told to delete so far. */
  readonly #deleted = new Set<string>();
  #quit = false;

  /** `proven`: cuts that found nothing; their states are not tried again. */
  constructor(place: string, recording: Recording, proven?: PowerCuts) {
    this.#place = place;
    this.#recording = recording;
    this.#seen = new Set(proven === undefined ? [] : proven.#seen);
    this.#before = this.#seen.size;
  }

  /** Runs `rpop fetch` as a program, first keeping the mail, then deleting it, with more mail in between. */
  static async record(place: string, mail: readonly StoredMessage[]): Promise<Recording> {
    const early = mail.slice(0, Math.ceil(mail.length / 2));
    const server = new Pop3Server({ users: { me: 'secret' }, maildrops: { me: early } });
    const { port } = await server.listen();
    const run = async (...args: string[]): Promise<RecordedCall[]> => {
      const command = [
        join(ROOT, 'dist/cli.js'),
        'fetch',
        `pop3://me@127.0.0.1:${port}`,
        '--security',
        'none',
      ];
      const where = ['--into', join(place, 'mail'), '--data', join(place, 'data')];
      const env = { RPOP_PASSWORD: 'secret' };
      return record(join(ROOT, 'node_modules/node/bin/node'), [...command, ...where, ...args], env);
    };
    try {
      const keeping = await run();
      server.maildrop('me').add(...mail.slice(early.length));
      const deleting = await run('--delete');
      const address = { host: '127.0.0.1', port, encryption: 'none' } as const;
      return {
        runs: [keeping, deleting],
        mail,
        mailboxKey: oneOffMailboxKey(address, 'me', join(place, 'mail')),
      };
    } finally {
      await server.close();
    }
  }

  /** How many different states of disk and server were tried. */
  get states(): number {
    return this.#seen.size - this.#before;
  }

  /**
   * Cuts the power after every call, and returns what was wrong then, each once.
   *
   * @param until goes no further when this is found
   */
  async findings(forgotten: Forgotten = () => false, until?: RegExp): Promise<string[]> {
    const disk = new ModelledDisk(this.#place);
    for (const run of this.#recording.runs) {
      disk.restarted();
      for (const call of run) {
        if (until !== undefined && [...this.#findings].some((finding) => until.test(finding))) break;
        if (call.kind === 'flush ends' && forgotten(disk.pathOf(call.descriptor) ?? '')) continue;
        disk.apply(call);
        const sent = call.kind === 'write' && disk.pathOf(call.descriptor) === undefined;
        if (sent) this.#serverGot(call.octets.toString('latin1'), disk);
        if (call.kind === 'open' || call.kind === 'close' || call.kind === 'flush begins') continue;
        if (sent && this.#deleted.size === 0) continue;
        for (const [name, unflushed] of POWER_CUTS) await this.#cut(disk.image(unflushed), name);
      }
    }
    return [...this.#findings];
  }

  /** Only what is safe here may be deleted there. */
  #serverGot(commands: string, disk: ModelledDisk): void {
    for (const [, number = ''] of commands.matchAll(/^DELE (\d+)\r$/gm)) {
      const message = this.#recording.mail[Number(number) - 1];
      if (message !== undefined) this.#deleted.add(message.uidl);
    }
    if (/^QUIT\r$/m.test(commands) && this.#deleted.size > 0) this.#quit = true;
    if (this.#deleted.size === 0) return;
    const image = disk.image(() => false);
    this.#materialise(image);
    const recorded = this.#claims();
    for (const uid of this.#deleted) {
      if (!this.#holds(image, uid))
        this.#findings.add(`lost: ${uid} is deleted on the server before it is durable`);
      if (!recorded.has(uid))
        this.#findings.add(`unrecorded: ${uid} is deleted before the ledger durably knows it`);
    }
  }

  async #cut(image: Image, name: string): Promise<void> {
    // A server carries deletions out at QUIT, some without it, and some forget them.
    const servers =
      this.#deleted.size === 0 || !this.#quit ? [new Set<string>(), this.#deleted] : [this.#deleted];
    for (const gone of servers) {
      const state = hash(
        'sha256',
        JSON.stringify([[...image].map(([path, octets]) => [path, octets?.toString('base64')]), [...gone]]),
      );
      if (this.#seen.has(state)) continue;
      this.#seen.add(state);
      for (const finding of await this.#recover(image, gone)) this.#findings.add(`${finding} (${name})`);
    }
  }

  /** The computer starts again, and RPOP is run once more. */
  async #recover(image: Image, gone: ReadonlySet<string>): Promise<string[]> {
    const { mail, mailboxKey } = this.#recording;
    const findings: string[] = [];
    this.#materialise(image);
    for (const uid of this.#claims()) {
      if (!this.#holds(image, uid)) findings.push(`false: the ledger claims ${uid}, which is not here`);
    }
    this.#materialise(image);
    const left = mail.filter(({ uidl }) => !gone.has(uidl));
    const server = new Pop3Server({ users: { me: 'secret' }, maildrops: { me: left } });
    const { port } = await server.listen();
    const { error } = await runSession({
      address: { port },
      data: join(this.#place, 'data'),
      into: join(this.#place, 'mail'),
      timeoutSeconds: 10,
      afterTransfer: { policy: 'delete' },
      mailboxKey,
    });
    const remaining = server.maildrop('me').messages.length;
    await server.close();
    if (error !== undefined) findings.push(`stuck: the next run fails: ${error.message}`);
    const here = (await readMaildir(join(this.#place, 'mail'))).values();
    const { lost, doubled } = compare(
      here,
      mail.map(({ octets }) => maildirForm(octets)),
    );
    if (lost > 0) findings.push('lost: a message is nowhere after the next run');
    if (doubled > 0) findings.push('doubled: there is a message too many after the next run');
    if (remaining > 0) findings.push('stuck: messages stay on the server');
    return findings;
  }

  #materialise(image: Image): void {
    for (const part of ['data', 'mail']) rmSync(join(this.#place, part), { recursive: true, force: true });
    for (const [path, octets] of image) {
      // SQLite's shared memory is no use after a restart, and it never trusts it then.
      if (path.endsWith('-shm')) continue;
      const at = join(this.#place, path);
      if (octets === undefined) mkdirSync(at, { recursive: true, mode: 0o700 });
      else {
        mkdirSync(dirname(at), { recursive: true, mode: 0o700 });
        writeFileSync(at, octets, { mode: 0o600 });
      }
    }
  }

  /** UIDs that the ledger says are here, or were and may be deleted. */
  #claims(): Set<string> {
    try {
      const database = new DatabaseSync(join(this.#place, 'data/ledger.sqlite'));
      try {
        const rows = database.prepare('SELECT uid FROM message').all();
        return new Set(rows.map(({ uid }) => String(uid)));
      } finally {
        database.close();
      }
    } catch {
      // No ledger, or none that can be read, claims nothing.
      return new Set();
    }
  }

  #holds(image: Image, uid: string): boolean {
    const { mail, mailboxKey } = this.#recording;
    const message = mail.find(({ uidl }) => uidl === uid);
    if (message === undefined) return false;
    const content = maildirForm(message.octets);
    const digest = messageDigest(mailboxKey, uid);
    return [...image].some(
      ([path, octets]) =>
        /^mail\/(?:new|cur)\//.test(path) && path.includes(digest) && octets?.equals(content) === true,
    );
  }
}
