/** The disk, the folder, the ledger and the clock fail at every stage: see docs/faults.md. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import type { StoredMessage } from '../../electron/demo/maildrop.ts';
import type { FetchResult } from '../../electron/service/fetch-request.ts';
import { canMount } from '../support/can-mount.ts';
import { maildirForm, seededRandom } from '../support/corpus.ts';
import { digests, readMaildir } from '../support/maildir-reader.ts';
import { runFetch, startRpop, type Workplace, workplace } from '../support/rpop.ts';
import { runSession, type SessionWish } from '../support/session.ts';
import { compare } from './verdict.ts';

const DAY_MS = 24 * 3600 * 1000;
const seed = Number(process.env['SEED'] ?? 2026);
/** Of damage to the ledger; more of them in the long form. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 8);

const mail = (count: number, name = 'uid'): StoredMessage[] =>
  Array.from({ length: count }, (_, index) => ({
    uidl: `${name}-${index}`,
    octets: Buffer.from(`Subject: ${name} ${index}\r\n\r\n${`line ${index}\r\n`.repeat(index * 40)}`),
  }));
const MAIL = mail(12);
const contentsOf = (messages: readonly StoredMessage[]): Buffer[] =>
  messages.map(({ octets }) => maildirForm(octets));

let server: Pop3Server;
let port: number;
let place: Workplace;

beforeEach(async () => {
  place = workplace();
  await serve(MAIL);
});

afterEach(async () => {
  await server.close();
  place[Symbol.dispose]();
});

/** `during` is called before a command is answered. */
async function serve(messages: readonly StoredMessage[], during?: (line: string) => void): Promise<void> {
  server = new Pop3Server({
    users: { me: 'secret' },
    maildrops: { me: messages },
    misbehave: (line) => {
      during?.(line);
      return undefined;
    },
  });
  ({ port } = await server.listen());
}

/** A session that deletes what it fetched. It may also not come to begin: the ledger's error is then its end. */
async function session(wish: Partial<SessionWish> = {}): Promise<string | undefined> {
  const afterTransfer = { policy: 'delete' } as const;
  return runSession({ ...place, address: { port }, timeoutSeconds: 10, afterTransfer, ...wish }).then(
    ({ error }: FetchResult) => error?.code,
    (error: unknown) => {
      // What RpopError has, and nothing else may come.
      if (error instanceof Error && 'code' in error && 'hint' in error) return String(error.code);
      throw error;
    },
  );
}

/** How many messages are neither on the server nor in the folders. */
async function lost(messages: readonly StoredMessage[], folders: readonly string[]): Promise<number> {
  const here: Buffer[] = [];
  for (const folder of folders)
    if (existsSync(join(folder, 'new')) && existsSync(join(folder, 'cur')))
      here.push(...(await readMaildir(folder)).values());
  const remaining = new Set(server.maildrop('me').messages.map(({ uidl }) => uidl));
  return compare(here, contentsOf(messages.filter(({ uidl }) => !remaining.has(uidl)))).lost;
}

async function expectDone(messages: readonly StoredMessage[], into = place.into): Promise<void> {
  expect(digests((await readMaildir(into)).values())).toEqual(digests(contentsOf(messages)));
  expect(server.maildrop('me').messages).toEqual([]);
}

describe.skipIf(!canMount())('a disk', () => {
  let disk: string;
  const wish = (): Partial<SessionWish> => ({ data: join(disk, 'data'), into: join(disk, 'mail') });
  const mount = (options: string): void => {
    disk = join(place.folder, 'disk');
    mkdirSync(disk, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]);
  };
  const remount = (options: string): void => {
    execFileSync('mount', ['-o', `remount,${options}`, disk]);
  };
  const unmount = (): void => {
    execFileSync('umount', [disk]);
  };

  it.each([
    ['octets', (step: number) => `size=${8 + step * 8}k`, 'size=16m'],
    ['files', (step: number) => `nr_inodes=${2 + step}`, 'nr_inodes=1000'],
  ])(
    'that has no more room for %s, at each stage, loses nothing; with room again the work ends',
    async (_what, small, large) => {
      const codes = new Map<string, number>();
      for (let step = 0; step < 40; step += 1) {
        mount(small(step));
        try {
          await server.close();
          await serve(MAIL);
          const code = await session(wish());
          codes.set(code ?? 'ended well', (codes.get(code ?? 'ended well') ?? 0) + 1);
          expect(await lost(MAIL, [join(disk, 'mail')]), small(step)).toBe(0);
          remount(large);
          // What was half written when the disk was full may be found damaged once, and is rebuilt.
          const next = await session(wish());
          expect([undefined, 'ledger-damaged'], small(step)).toContain(next);
          expect(await session(wish()), small(step)).toBeUndefined();
          await expectDone(MAIL, join(disk, 'mail'));
        } finally {
          unmount();
        }
        if (codes.get('ended well') === 2) break;
      }
      // SQLite cannot always say that it was the disk: what it cannot write to, it says. Their hints name the disk.
      const known = new Set(['disk-full', 'ledger-failed', 'ledger-not-writable', 'ended well']);
      expect([...codes.keys()].filter((code) => !known.has(code))).toEqual([]);
      expect(codes.get('disk-full')).toBeGreaterThan(5);
    },
  );

  it('that is read-only gives a clear error and nothing is deleted; writable again, the work ends', async () => {
    mount('size=16m');
    try {
      await session({ ...wish(), afterTransfer: { policy: 'keep' } });
      server.maildrop('me').add(...mail(3, 'new'));
      remount('ro');
      expect(await session(wish())).toMatch(/^(?:ledger-)?not-writable$/);
      expect(server.maildrop('me').messages).toHaveLength(MAIL.length + 3);
      // The ledger elsewhere, and the folder alone read-only: what it holds is recognised and may go, what is new stays.
      expect(await session({ into: join(disk, 'mail') })).toBe('not-writable');
      expect(server.maildrop('me').messages.map(({ uidl }) => uidl)).toEqual(
        mail(3, 'new').map(({ uidl }) => uidl),
      );
      remount('rw');
      expect(await session(wish())).toBeUndefined();
      await expectDone([...MAIL, ...mail(3, 'new')], join(disk, 'mail'));
    } finally {
      unmount();
    }
  });
});

describe('the folder, in the middle of a session,', () => {
  const elsewhere = (): string => join(place.folder, 'elsewhere');
  it.each<[string, () => void]>([
    ['is removed', () => rmSync(place.into, { recursive: true })],
    ['is moved away', () => renameSync(place.into, elsewhere())],
    [
      'is moved away and another is in its place',
      () => {
        renameSync(place.into, elsewhere());
        for (const part of ['', 'tmp', 'new', 'cur']) mkdirSync(join(place.into, part));
      },
    ],
    [
      'becomes a symbolic link to nothing',
      () => {
        renameSync(place.into, elsewhere());
        symlinkSync(join(place.folder, 'nowhere'), place.into);
      },
    ],
    [
      'becomes a file',
      () => {
        rmSync(place.into, { recursive: true });
        writeFileSync(place.into, 'a file');
      },
    ],
    ['loses its "new"', () => rmSync(join(place.into, 'new'), { recursive: true })],
  ])('%s: what is not here stays on the server, and the next one ends the work', async (_what, act) => {
    let armed = true;
    await server.close();
    await serve(MAIL, (line) => {
      if (!armed || line !== 'RETR 6') return;
      armed = false;
      act();
    });
    await session();
    expect(await lost(MAIL, [place.into, elsewhere()])).toBe(0);

    const remaining = server.maildrop('me').messages;
    rmSync(elsewhere(), { recursive: true, force: true });
    if (!existsSync(join(place.into, 'tmp'))) rmSync(place.into, { recursive: true, force: true });
    expect(await session()).toBeUndefined();
    expect(compare((await readMaildir(place.into)).values(), contentsOf(remaining))).toMatchObject({
      lost: 0,
    });
    expect(server.maildrop('me').messages).toEqual([]);
  });
});

describe('too many open files', () => {
  it('are told of, lose nothing, and each run comes further', async () => {
    const many = mail(150);
    await server.close();
    await serve(many);
    const url = `pop3://me@127.0.0.1:${port}`;
    const args = [
      'fetch',
      url,
      '--security',
      'none',
      '--delete',
      '--json',
      '--into',
      place.into,
      '--data',
      place.data,
    ];
    const codes: (number | null)[] = [];
    for (let run = 1; run <= 10 && codes.at(-1) !== 0; run += 1) {
      const { status, stdout } = await startRpop(args, { descriptors: 64 }).ended;
      codes.push(status);
      expect([0, 5]).toContain(status);
      expect(stdout.includes('"code":"too-many-files"')).toBe(status === 5);
      expect(await lost(many, [place.into])).toBe(0);
    }
    expect(codes.length).toBeGreaterThan(1);
    expect(codes.at(-1)).toBe(0);
    await expectDone(many);
  });
});

describe('the ledger', () => {
  const ledger = (): string => join(place.data, 'ledger.sqlite');

  it(
    `damaged at random octets costs nothing but a look into the folder (SEED=${seed})`,
    { timeout: 30_000 + ROUNDS * 10_000 },
    async () => {
      let setAside = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const old = mail(40, 'a-long-unique-id-that-fills-pages-of-the-ledger');
        await server.close();
        await serve(old);
        expect(await session({ afterTransfer: { policy: 'keep' } })).toBeUndefined();
        server.maildrop('me').add(...mail(4, 'new'));
        const octets = readFileSync(ledger());
        if (round === 0) damagePages(octets);
        else damageAnywhere(octets, seededRandom(seed + round));
        writeFileSync(ledger(), octets);

        const first = await session();
        expect(await lost([...old, ...mail(4, 'new')], [place.into]), `round ${round}`).toBe(0);
        // Damage that was met late is found by the next start.
        const second = await session();
        expect(second, `round ${round}: ${first}`).toBeUndefined();
        await expectDone([...old, ...mail(4, 'new')]);
        if (readdirSync(place.data).some((name) => name.includes('.damaged-'))) setAside += 1;
        for (const folder of [place.data, place.into]) rmSync(folder, { recursive: true });
      }
      expect(setAside).toBeGreaterThan(0);
    },
  );

  it('locked in the middle of a session, after the messages are here, deletes nothing', async () => {
    await session({ afterTransfer: { policy: 'keep' } });
    const more = mail(5, 'new');
    const other = new DatabaseSync(ledger());
    await server.close();
    await serve([...MAIL, ...more], (line) => {
      if (line === `RETR ${MAIL.length + 5}`) other.exec('BEGIN IMMEDIATE');
    });
    expect(await session({ busyMs: 50, afterTransfer: { policy: 'delete' } })).toBe('ledger-locked');
    other.exec('COMMIT');
    other.close();
    expect(await lost([...MAIL, ...more], [place.into])).toBe(0);
    expect(await session()).toBeUndefined();
    await expectDone([...MAIL, ...more]);
  });
});

/** Every page of the database but the first: this must be met. */
function damagePages(octets: Buffer): void {
  for (let page = 4096; page < octets.length; page += 4096) octets[page] = 0xff;
}

/** Up to forty octets: this may be met, late or soon, or not at all. */
function damageAnywhere(octets: Buffer, random: () => number): void {
  for (let damage = 1 + Math.floor(random() * 40); damage > 0; damage -= 1) {
    octets[Math.floor(random() * octets.length)] = Math.floor(random() * 256);
  }
}

describe('the clock', () => {
  it('set back a year deletes nothing early, and set right again everything in its time', async () => {
    const start = Date.now();
    const at = async (days: number): Promise<string | undefined> =>
      session({ afterTransfer: { policy: 'delete-after', days: 3 }, now: () => start + days * DAY_MS });
    const left = (): number => server.maildrop('me').messages.length;
    expect([await at(0), left()]).toEqual([undefined, 12]);
    server.maildrop('me').add(...mail(2, 'new'));
    expect([await at(-365), left()]).toEqual([undefined, 14]);
    // What came while the clock was wrong is a year old by it now.
    expect([await at(1), left()]).toEqual([undefined, 12]);
    expect([await at(2.9), left()]).toEqual([undefined, 12]);
    expect([await at(3), left()]).toEqual([undefined, 0]);
    await expectDone([...MAIL, ...mail(2, 'new')]);
  });
});

describe('two processes on one data folder', () => {
  it('fetching the same mailbox at once deliver each message once', async () => {
    // This server, unlike many, does not lock: two names are the same maildrop twice.
    const twin = new Pop3Server({ users: { me: 'secret' }, maildrops: { me: MAIL } });
    const url = `pop3://me@127.0.0.1:${(await twin.listen()).port}`;
    const args = ['--security', 'none', '--delete'];
    try {
      const both = await Promise.all([runFetch(url, place, args), runFetch(url, place, args)]);
      const refused = both.filter(({ status }) => status !== 0);
      expect(refused.length).toBeLessThanOrEqual(1);
      for (const { stdout } of refused) expect(stdout).toContain('"code":"maildrop-in-use"');
      expect(digests((await readMaildir(place.into)).values())).toEqual(digests(contentsOf(MAIL)));
      expect(twin.maildrop('me').messages).toEqual([]);
    } finally {
      await twin.close();
    }
  });
});
