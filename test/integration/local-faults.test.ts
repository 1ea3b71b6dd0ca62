/** What the program does when the disk, the folder or the ledger fails: a clear error with status 5, and nothing lost. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pop3Server } from '../../electron/demo/pop3-server.ts';
import { applicationData } from '../../electron/store/data-folder.ts';
import { canMount } from '../support/can-mount.ts';
import { type RpopResult, runFetch, startFetch, type Workplace, workplace } from '../support/rpop.ts';

const MAIL = Array.from({ length: 40 }, (_, index) => ({
  uidl: `uid-${index}`,
  octets: Buffer.from(`Subject: ${index}\r\n\r\n${`line ${index}\r\n`.repeat(index * 200)}`),
}));

let server: Pop3Server;
let url: string;
let place: Workplace;

beforeEach(async () => {
  server = new Pop3Server({ users: { me: 'secret' }, maildrops: { me: MAIL } });
  url = `pop3://me@127.0.0.1:${(await server.listen()).port}`;
  place = workplace();
});

afterEach(async () => {
  await server.close();
  place[Symbol.dispose]();
});

function fetchMail(args: readonly string[] = [], into = place.into): Promise<RpopResult> {
  return runFetch(url, { data: place.data, into }, ['--security', 'none', ...args]);
}

function contents(into = place.into): string[] {
  return ['new', 'cur']
    .flatMap((part) =>
      readdirSync(join(into, part)).map((name) => readFileSync(join(into, part, name), 'latin1')),
    )
    .toSorted();
}

const EXPECTED = MAIL.map(({ octets }) => octets.toString('latin1').replaceAll('\r\n', '\n')).toSorted();

describe('the target', () => {
  it('that is a file gives status 5 and keeps the mail on the server', async () => {
    writeFileSync(place.into, 'not a folder');
    const { status, stdout } = await fetchMail(['--delete']);
    expect(status).toBe(5);
    expect(stdout).toContain('"code":"not-a-folder"');
    expect(server.maildrop('me').messages).toHaveLength(MAIL.length);
  });

  it('that was removed as a whole is filled again', async () => {
    await fetchMail();
    rmSync(place.into, { recursive: true });
    expect((await fetchMail()).summary?.retrieved).toBe(MAIL.length);
    expect(contents()).toEqual(EXPECTED);
  });

  it.skipIf(!canMount())(
    'on a full disk gives status 5; with room again, the next run ends the work',
    async () => {
      const disk = join(place.folder, 'disk');
      mkdirSync(disk);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk]);
      try {
        const into = join(disk, 'mail');
        const { status, stdout } = await fetchMail(['--delete'], into);
        expect(status).toBe(5);
        expect(stdout).toContain('"code":"disk-full"');
        const here = contents(into).length;
        expect(server.maildrop('me').messages.length).toBeGreaterThanOrEqual(MAIL.length - here);
        execFileSync('mount', ['-o', 'remount,size=16m', disk]);
        expect((await fetchMail(['--delete'], into)).status).toBe(0);
        expect(contents(into)).toEqual(EXPECTED);
        expect(server.maildrop('me').messages).toHaveLength(0);
      } finally {
        execFileSync('umount', [disk]);
      }
    },
  );
});

describe('the ledger', () => {
  it('locked by another process gives status 5, says so, and nothing is deleted', async () => {
    await fetchMail();
    const other = new DatabaseSync(join(place.data, 'ledger.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    const { status, stdout } = await fetchMail(['--delete']);
    other.close();
    expect(status).toBe(5);
    expect(stdout).toContain('"code":"ledger-locked"');
    expect(server.maildrop('me').messages).toHaveLength(MAIL.length);
  });

  it('lost is rebuilt from the names, wherever the mail program moved the files', async () => {
    await fetchMail();
    const [first = ''] = readdirSync(join(place.into, 'new'));
    renameSync(join(place.into, 'new', first), join(place.into, 'cur', `${first}:2,S`));
    rmSync(place.data, { recursive: true });
    expect((await fetchMail()).summary).toMatchObject({ retrieved: 0, skipped: MAIL.length });
    expect(contents()).toEqual(EXPECTED);
  });

  it('damaged is set aside, reported and rebuilt', async () => {
    await fetchMail();
    const ledger = join(place.data, 'ledger.sqlite');
    for (const suffix of ['-wal', '-shm']) rmSync(ledger + suffix, { force: true });
    writeFileSync(ledger, 'This is no database. '.repeat(1000));
    const { status, stdout, summary } = await fetchMail(['--delete']);
    expect(status).toBe(0);
    expect(stdout).toContain('set aside');
    expect(summary).toMatchObject({ retrieved: 0, deleted: MAIL.length });
    expect(readdirSync(place.data).some((name) => name.includes('.damaged-'))).toBe(true);
  });

  it('of a newer version is left alone', async () => {
    await fetchMail();
    const other = new DatabaseSync(join(place.data, 'ledger.sqlite'));
    other.exec('PRAGMA user_version = 99');
    other.close();
    const { status, stdout } = await fetchMail();
    expect([status, stdout.includes('"code":"ledger-too-new"')]).toEqual([5, true]);
  });
});

describe('Ctrl-C', () => {
  it('ends well: what came is recorded, and the next run fetches the rest', async () => {
    let release = (): void => undefined;
    const reached = new Promise<void>((resolve) => {
      release = resolve;
    });
    await server.close();
    server = new Pop3Server({
      users: { me: 'secret' },
      maildrops: { me: MAIL },
      misbehave: (line) => {
        if (line !== 'RETR 30') return undefined;
        release();
        return { silent: true };
      },
    });
    url = `pop3://me@127.0.0.1:${(await server.listen()).port}`;
    const running = startFetch(url, place, ['--security', 'none', '--timeout', '1']);
    await reached;
    running.kill('SIGINT');
    expect((await running.ended).status).not.toBe(0);
    const here = contents().length;
    expect(here).toBe(29);
    await server.close();
    server = new Pop3Server({ users: { me: 'secret' }, maildrops: { me: MAIL } });
    await server.listen(Number(new URL(url).port));
    expect((await fetchMail()).summary).toMatchObject({ retrieved: MAIL.length - here });
    expect(contents()).toEqual(EXPECTED);
  });
});

it('the data folder is where each platform keeps application data', () => {
  expect(applicationData('linux', {}, '/home/me')).toBe('/home/me/.local/share/rpop');
  expect(applicationData('linux', { XDG_DATA_HOME: '/data' }, '/home/me')).toBe('/data/rpop');
  expect(applicationData('darwin', {}, '/Users/me')).toBe('/Users/me/Library/Application Support/RPOP');
});

/** A small disk of our own needs root and a kernel that lets us mount it. */
